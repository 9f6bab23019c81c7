using LogitLens.Runs.Records;

namespace LogitLens.Ratings;

/// <summary>
/// A sheet of pairs for people to judge: rows in random order, the two texts in columns <c>a</c> and <c>b</c> by chance, and a column for each rater
/// to write <c>a</c>, <c>b</c> or <c>tie</c> into. What stands behind a row is in the key alone.
/// </summary>
internal static class RatingSheet
{
    /// <summary>The sheet's name without extension.</summary>
    public const string Name = "human-sheet";

    /// <summary>The key's name without extension.</summary>
    public const string KeyName = "human-sheet-key";

    /// <summary>What a rater's column's heading begins with.</summary>
    public const string RaterPrefix = "rater";

    /// <summary>The word for neither.</summary>
    public const string Tie = "tie";

    private const int Raters = 3;

    /// <summary>The sheet and its key.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="question">What raters are asked of each.</param>
    /// <param name="seed">What order and columns follow from.</param>
    public static (CsvTable Sheet, CsvTable Key) Of(IReadOnlyList<RatedPair> pairs, string question, long seed)
    {
        SeededRandom random = new(seed, "human sheet");
        RatedPair[] shuffled = [.. pairs];
        random.Shuffle(shuffled);
        bool[] swapped = [.. shuffled.Select(_ => random.Next(2) == 1)];
        string[] judges = [.. pairs.SelectMany(pair => pair.Judges.Keys).Distinct()];
        return (
            new CsvTable(
                Name,
                ["item", "question", "context", "a", "b", .. Enumerable.Range(1, Raters).Select(rater => $"{RaterPrefix}_{rater}")],
                shuffled.Select((pair, row) => (IReadOnlyList<object?>)
                [
                    row + 1, question, pair.Context, (swapped[row] ? pair.Second : pair.First).Text, (swapped[row] ? pair.First : pair.Second).Text,
                    .. Enumerable.Repeat<object?>(null, Raters),
                ])),
            new CsvTable(
                KeyName,
                ["item", "id", "a", "b", "expected", .. judges],
                shuffled.Select((pair, row) => (IReadOnlyList<object?>)
                [
                    row + 1, pair.Id, (swapped[row] ? pair.Second : pair.First).Source, (swapped[row] ? pair.First : pair.Second).Source,
                    pair.Expected is { } expected ? Column(expected, swapped[row]) : null,
                    .. judges.Select(judge => (object?)(pair.Judges.TryGetValue(judge, out int choice) ? Column(choice, swapped[row]) : null)),
                ])));
    }

    private static string Column(int choice, bool swapped) => choice == 0 ? Tie : (choice == 1) != swapped ? "a" : "b";
}
