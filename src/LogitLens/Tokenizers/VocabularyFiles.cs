using System.Text;
using System.Text.Json;

namespace LogitLens.Tokenizers;

/// <summary>Reads <c>vocab.json</c> (token to id) with <c>merges.txt</c> (a merge a line), the layout that GPT-2 was published in.</summary>
internal static class VocabularyFiles
{
    /// <summary>Reads both files.</summary>
    /// <exception cref="InputException">A file is missing or malformed, or the two do not fit together.</exception>
    public static BytePairVocabulary Read(string vocabularyFile, string mergesFile)
    {
        var builder = new VocabularyBuilder(vocabularyFile);
        TokenizerFile.ReadJsonObject(vocabularyFile, tokens => AddTokens(builder, tokens, vocabularyFile));
        AddMerges(builder, mergesFile);
        builder.MarkUnmadeTokensSpecial();
        return builder.Build();
    }

    /// <summary>Adds each token of a JSON object from token to id.</summary>
    public static void AddTokens(VocabularyBuilder builder, JsonElement tokens, string source)
    {
        foreach (JsonProperty token in tokens.EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt64(out long id))
            {
                throw new InputException($"{source}: token \"{token.Name}\" has {token.Value.GetRawText()} for an id; expected a whole number");
            }

            builder.AddToken(token.Name, id);
        }
    }

    private static void AddMerges(VocabularyBuilder builder, string path)
    {
        ReadOnlySpan<char> rest = Encoding.UTF8.GetString(TokenizerFile.Read(path).Span);
        for (int line = 1; !rest.IsEmpty; line++)
        {
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> merge = (end < 0 ? rest : rest[..end]).TrimEnd('\r');
            rest = end < 0 ? [] : rest[(end + 1)..];

            bool header = line == 1 && merge.StartsWith("#version");
            if (!header && !merge.IsEmpty)
            {
                AddMerge(builder, merge, () => $"{path}, line {line}");
            }
        }
    }

    private static void AddMerge(VocabularyBuilder builder, ReadOnlySpan<char> merge, Func<string> where)
    {
        int space = merge.IndexOf(' ');
        if (space <= 0 || space == merge.Length - 1 || merge[(space + 1)..].Contains(' '))
        {
            throw new InputException($"{where()}: \"{merge}\" is not a merge; expected two tokens with one space between");
        }

        builder.AddMerge(merge[..space], merge[(space + 1)..], where);
    }
}
