using System.Runtime.InteropServices;

namespace LogitLens.Tokenizers;

/// <summary>
/// Reads a byte-level BPE from <c>tokenizer.json</c>, the single file of Hugging Face's tokenizers. What would encode text otherwise
/// than GPT-2 does (another model, pre-tokenizer or normalizer) is refused, not ignored.
/// </summary>
internal static class TokenizerJson
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">The file is missing, malformed, or describes another kind of tokenizer.</exception>
    public static BytePairVocabulary Read(string path)
    {
        VocabularyBuilder builder = new(path);
        TokenizerFile.ReadJson(path, json =>
        {
            using JsonDocument document = JsonDocument.Parse(json);
            Fill(builder, document.RootElement, path);
        });
        return builder.Build();
    }

    private static void Fill(VocabularyBuilder builder, JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InputException($"{path}: the file holds {Brief(root)}; expected an object");
        }

        JsonElement model = Member(root, "model", JsonValueKind.Object, path, "model");
        RequireByteLevel(root, model, path);
        JsonElement tokens = Member(model, "vocab", JsonValueKind.Object, path, "model.vocab");
        VocabularyFiles.AddTokens(builder, JsonMarshal.GetRawUtf8Value(tokens), path);

        int index = 0;
        Func<string> where = () => $"{path}, model.merges[{index}]";
        foreach (JsonElement merge in Member(model, "merges", JsonValueKind.Array, path, "model.merges").EnumerateArray())
        {
            AddMerge(builder, merge, where);
            index++;
        }

        if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement token in added.EnumerateArray())
            {
                AddSpecial(builder, token, path);
            }
        }
    }

    private static void RequireByteLevel(JsonElement root, JsonElement model, string path)
    {
        // The first GPT-2 files carry no model type; their vocab and merges say enough.
        Require(model, "model.", "type", Text(model, "type") is null or "BPE", "\"BPE\"");
        foreach (string member in (string[])["byte_fallback", "ignore_merges", "continuing_subword_prefix", "end_of_word_suffix"])
        {
            Require(model, "model.", member, !IsSet(model, member), "none");
        }

        Require(root, "", "normalizer", !IsSet(root, "normalizer"), "none");

        JsonElement pieces = Member(root, "pre_tokenizer", JsonValueKind.Object, path, "pre_tokenizer");
        bool byPattern = !pieces.TryGetProperty("use_regex", out JsonElement pattern) || pattern.ValueKind != JsonValueKind.False;
        Require(pieces, "pre_tokenizer.", "type", Text(pieces, "type") == "ByteLevel", "\"ByteLevel\"");
        Require(pieces, "pre_tokenizer.", "add_prefix_space", !IsSet(pieces, "add_prefix_space"), "false");
        Require(pieces, "pre_tokenizer.", "use_regex", byPattern, "true");

        void Require(JsonElement owner, string prefix, string member, bool holds, string expected)
        {
            if (!holds)
            {
                string found = owner.TryGetProperty(member, out JsonElement value) ? Brief(value) : "missing";
                throw new InputException($"{path}: {prefix}{member} is {found}; expected {expected}, as GPT-2 has it");
            }
        }
    }

    private static void AddMerge(VocabularyBuilder builder, JsonElement merge, Func<string> where)
    {
        if (merge.ValueKind == JsonValueKind.String)
        {
            builder.AddMerge(merge.GetString(), where);
        }
        else if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
            && merge[0].ValueKind == JsonValueKind.String && merge[1].ValueKind == JsonValueKind.String)
        {
            builder.AddMerge(merge[0].GetString(), merge[1].GetString(), where);
        }
        else
        {
            throw new InputException($"{where()}: {Brief(merge)} is not a merge; expected \"a b\" or [\"a\", \"b\"]");
        }
    }

    private static void AddSpecial(VocabularyBuilder builder, JsonElement token, string path)
    {
        if (token.ValueKind != JsonValueKind.Object || Text(token, "content") is not { Length: > 0 } content
            || !token.TryGetProperty("id", out JsonElement number) || number.ValueKind != JsonValueKind.Number
            || !number.TryGetInt64(out long id))
        {
            throw new InputException($"{path}: {Brief(token)} in added_tokens is not a token; expected an object with a content and an id");
        }

        builder.AddSpecial(content, id);
    }

    private static JsonElement Member(JsonElement owner, string member, JsonValueKind kind, string path, string name)
    {
        if (owner.TryGetProperty(member, out JsonElement value) && value.ValueKind == kind)
        {
            return value;
        }

        string found = value.ValueKind == JsonValueKind.Undefined ? "missing" : Brief(value);
        throw new InputException($"{path}: {name} is {found}; expected an {(kind == JsonValueKind.Object ? "object" : "array")}");
    }

    private static string? Text(JsonElement owner, string member) =>
        owner.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsSet(JsonElement owner, string member) => owner.TryGetProperty(member, out JsonElement value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)
        && !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    private static string Brief(JsonElement value) => value.ValueKind == JsonValueKind.Object && Text(value, "type") is { } type ? $"of type \"{type}\""
        : value.ValueKind == JsonValueKind.Object ? "an object"
        : value.ValueKind == JsonValueKind.Array ? "an array"
        : value.GetRawText();
}
