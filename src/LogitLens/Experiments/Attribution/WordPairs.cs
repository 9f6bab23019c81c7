using LogitLens.Ratings;

namespace LogitLens.Experiments.Attribution;

/// <summary>Pairs for people to judge: the words of a text that a method ranks first, beside as many others of the same text by chance.</summary>
internal static class WordPairs
{
    /// <summary>What raters are asked.</summary>
    public const string Question = "Which words say more why the text is what stands before it in brackets: a, b, or tie?";

    private const int Words = 3;

    /// <summary>How many words a text must have, to choose among.</summary>
    public const int FewestWords = 2 * Words;

    /// <summary>A text as raters see it, after what it is said to be.</summary>
    public static string Context(string label, string text) => $"[{label.Trim()}] {text.Trim()}";

    /// <summary>One pair; null for a text of too few words to choose among.</summary>
    /// <param name="id">The example.</param>
    /// <param name="label">What the text is said to be.</param>
    /// <param name="text">The text.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="words">Its words, in the text's order, with the method's scores.</param>
    /// <param name="random">Draws the others.</param>
    public static RatedPair? Of(
        string id, string label, string text, string method, IReadOnlyList<(string Word, double Score)> words, SeededRandom random)
    {
        int[] first = [.. Enumerable.Range(0, words.Count).OrderByDescending(place => words[place].Score).Take(Words)];
        int[] others = [.. Enumerable.Range(0, words.Count).Except(first)];
        if (others.Length < Words)
        {
            return null;
        }

        random.Shuffle(others);
        return new RatedPair(id, Context(label, text), Text(method, first), Text("random", others[..Words])) { Expected = 1 };

        // In the text's order, so that the order says nothing.
        RatedText Text(string source, int[] places) => new(source, string.Join(", ", places.Order().Select(place => words[place].Word)));
    }
}
