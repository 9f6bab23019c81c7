namespace LogitLens.Experiments.Probes;

/// <summary>
/// Finds texts that are parts of others, as the phrases of GLUE's SST-2 are of its sentences: what a probe is fitted on must not be a piece of what it is
/// tested on.
/// </summary>
internal static class Phrases
{
    /// <summary>Phrases of so many words or more stay with every text that has them; shorter ones, which many texts share by chance, with one alone.</summary>
    public const int LongPhrase = 4;

    /// <summary>The least words of a phrase.</summary>
    public const int LeastWords = 2;

    /// <summary>
    /// For each text the texts, of those that are no part of another, that it is a part of, word by word; none for a text that is no part, and for a short
    /// one that is a part of several.
    /// </summary>
    /// <param name="texts">The texts.</param>
    /// <returns>[text] places of texts.</returns>
    public static IReadOnlyList<int>[] WholesOf(IReadOnlyList<string> texts)
    {
        string[][] words = [.. texts.Select(text => text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        for (int text = 0; text < words.Length; text++)
        {
            if (words[text].Length >= LeastWords)
            {
                first.TryAdd(string.Join(' ', words[text]), text);
            }
        }

        // Longer texts first, so that what is found in one is known to be a part before it is looked into itself.
        bool[] isPart = new bool[words.Length];
        List<int>[] wholes = [.. words.Select(_ => new List<int>())];
        int longestPhrase = first.Count == 0 ? 0 : first.Values.Max(text => words[text].Length);
        foreach (int text in Enumerable.Range(0, words.Length).OrderByDescending(text => words[text].Length).Where(text => words[text].Length > LeastWords))
        {
            if (isPart[text] || first[string.Join(' ', words[text])] != text)
            {
                continue;
            }

            foreach (int part in PartsOf(words[text], first, Math.Min(longestPhrase, words[text].Length - 1)))
            {
                isPart[part] = true;
                wholes[part].Add(text);
            }
        }

        return [.. wholes.Select((own, text) => own.Count > 1 && words[text].Length < LongPhrase ? [] : (IReadOnlyList<int>)own)];
    }

    private static IEnumerable<int> PartsOf(string[] words, Dictionary<string, int> first, int longest)
    {
        HashSet<int> found = [];
        string text = string.Join(' ', words);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = first.GetAlternateLookup<ReadOnlySpan<char>>();
        int[] starts = new int[words.Length + 1];
        for (int k = 0; k < words.Length; k++)
        {
            starts[k + 1] = starts[k] + words[k].Length + 1;
        }

        for (int from = 0; from + LeastWords <= words.Length; from++)
        {
            for (int count = LeastWords; count <= longest && from + count <= words.Length; count++)
            {
                if (lookup.TryGetValue(text.AsSpan(starts[from], starts[from + count] - 1 - starts[from]), out int part))
                {
                    found.Add(part);
                }
            }
        }

        return found;
    }
}
