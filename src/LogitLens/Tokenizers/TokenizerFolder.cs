namespace LogitLens.Tokenizers;

/// <summary>Knows by which names a model's folder holds its tokenizer.</summary>
internal static class TokenizerFolder
{
    /// <summary>The files that a tokenizer may be in, for messages.</summary>
    public const string Expected = "tokenizer.json, or vocab.json and merges.txt, or encoder.json and vocab.bpe";

    private const string Single = "tokenizer.json";
    private static readonly (string Vocabulary, string Merges)[] s_pairs = [("vocab.json", "merges.txt"), ("encoder.json", "vocab.bpe")];

    /// <summary>Whether a folder holds any of a tokenizer's files.</summary>
    public static bool HasAny(string folder) =>
        new[] { Single }.Concat(s_pairs.SelectMany(pair => new[] { pair.Vocabulary, pair.Merges })).Any(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>
    /// The files to read: <c>tokenizer.json</c> alone, which is what Python's libraries prefer, or else a vocabulary and its merges.
    /// </summary>
    /// <exception cref="InputException">The folder or the files are missing.</exception>
    public static IReadOnlyList<string> FilesIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: no such file or folder");
        }

        if (Has(Single))
        {
            return [Path.Combine(folder, Single)];
        }

        foreach ((string vocabulary, string merges) in s_pairs)
        {
            if (Has(vocabulary) && Has(merges))
            {
                return [Path.Combine(folder, vocabulary), Path.Combine(folder, merges)];
            }
        }

        foreach ((string vocabulary, string merges) in s_pairs)
        {
            if (Has(vocabulary) || Has(merges))
            {
                (string here, string missing) = Has(vocabulary) ? (vocabulary, merges) : (merges, vocabulary);
                throw new InputException($"{folder}: the tokenizer's {here} is there but {missing} is not; both are needed");
            }
        }

        throw new InputException($"{folder}: no tokenizer; expected {Expected}");

        bool Has(string name) => File.Exists(Path.Combine(folder, name));
    }
}
