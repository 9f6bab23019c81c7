using LogitLens.Datasets;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments;

/// <summary>Gives each token of a text the label of the word that it is of.</summary>
internal static class TokenLabelling
{
    /// <summary>[token] its label.</summary>
    /// <param name="example">An example with labels of its words, or of its token ids.</param>
    /// <param name="tokens">How many tokens its text has.</param>
    /// <param name="tokenizer">Cuts texts into tokens; null where there are token ids.</param>
    /// <exception cref="InputException">There is no label, or there are not as many as words or ids.</exception>
    public static int[] Of(Example example, int tokens, BytePairTokenizer? tokenizer)
    {
        if (example.UnitLabels is not { } labels)
        {
            throw new InputException($"{example.Source}: this row has no list of labels, and others have one");
        }

        if (example.TokenIds is not null)
        {
            return labels.Count == tokens ? [.. labels] : throw new InputException($"{example.Source}: {labels.Count} labels for {tokens} token ids");
        }

        string[] words = example.Text.Split(' ');
        if (words.Length != labels.Count)
        {
            throw new InputException($"{example.Source}: {labels.Count} labels for {words.Length} words");
        }

        int[] ends = new int[words.Length];
        for (int word = 0; word < words.Length; word++)
        {
            ends[word] = (word == 0 ? 0 : ends[word - 1] + 1) + words[word].Length;
        }

        // A token mostly begins with the space before its word, and none reaches into two words: its last character says which.
        return [.. tokenizer!.EncodeWithRanges(example.Text).Ranges.Select(range =>
            labels[Math.Min(words.Length - 1, Array.FindIndex(ends, end => range.End <= end) is var word and >= 0 ? word : words.Length - 1)])];
    }
}
