using System.Text.Encodings.Web;

namespace LogitLens.Tokenizers;

/// <summary>
/// Reads and writes <c>vocab.json</c> (token to id) with <c>merges.txt</c> (a merge a line), the layout that GPT-2 was published in.
/// </summary>
internal static class VocabularyFiles
{
    /// <summary>Reads both files.</summary>
    /// <exception cref="InputException">A file is missing or malformed, or the two do not fit together.</exception>
    public static BytePairVocabulary Read(string vocabularyFile, string mergesFile)
    {
        VocabularyBuilder builder = new(vocabularyFile);
        TokenizerFile.ReadJson(vocabularyFile, json => AddTokens(builder, json.Span, vocabularyFile));
        AddMerges(builder, mergesFile);
        builder.MarkUnmadeTokensSpecial();
        return builder.Build();
    }

    /// <summary>Writes both files, each whole or not at all.</summary>
    public static void Write(BytePairVocabulary vocabulary, string vocabularyFile, string mergesFile)
    {
        AtomicFile.Write(vocabularyFile, file =>
        {
            using Utf8JsonWriter json = new(file, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            json.WriteStartObject();
            for (int id = 0; id < vocabulary.Size; id++)
            {
                if (vocabulary.Contains(id))
                {
                    json.WriteNumber(vocabulary.SpellingOf(id), id);
                }
            }

            json.WriteEndObject();
        });
        AtomicFile.WriteText(mergesFile, text =>
        {
            text.WriteLine("#version: 0.2");
            foreach (Merge merge in vocabulary.Merges)
            {
                text.WriteLine($"{vocabulary.SpellingOf(merge.Left)} {vocabulary.SpellingOf(merge.Right)}");
            }
        });
    }

    /// <summary>Adds each token of a JSON object from token to id.</summary>
    /// <exception cref="InputException">Another kind of value, or a token that does not fit in.</exception>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static void AddTokens(VocabularyBuilder builder, ReadOnlySpan<byte> json, string source)
    {
        builder.ExpectListing(json.Length);
        Utf8JsonReader reader = new(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            string found = Encoding.UTF8.GetString(reader.ValueSpan);
            throw new InputException($"{source}: begins with {found}; expected a JSON object from token to id");
        }

        Span<char> room = stackalloc char[256];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int length = reader.ValueSpan.Length;
            Span<char> token = length <= room.Length ? room : new char[length];
            token = token[..reader.CopyString(token)];

            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long id))
            {
                string found = reader.TokenType == JsonTokenType.String ? "a string" : Encoding.UTF8.GetString(reader.ValueSpan);
                throw new InputException($"{source}: the id of token \"{token}\" is {found}; expected a whole number");
            }

            builder.AddToken(token, id);
        }

        reader.Read(); // finds what may follow the object
    }

    private static void AddMerges(VocabularyBuilder builder, string path)
    {
        int line = 0;
        Func<string> where = () => $"{path}, line {line}";
        ReadOnlySpan<char> rest = Encoding.UTF8.GetString(TokenizerFile.Read(path).Span);
        while (!rest.IsEmpty)
        {
            line++;
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> merge = (end < 0 ? rest : rest[..end]).TrimEnd('\r');
            rest = end < 0 ? [] : rest[(end + 1)..];

            bool header = line == 1 && merge.StartsWith("#version");
            if (!header && !merge.IsEmpty)
            {
                builder.AddMerge(merge, where);
            }
        }
    }
}
