using LogitLens.Runs;

namespace LogitLens.Ratings;

/// <summary>
/// A sheet of pairs for people to judge: rows in random order, the two texts in columns <c>a</c> and <c>b</c> by chance, and a column for each rater
/// to write <c>a</c>, <c>b</c> or <c>tie</c> into. Before the pairs, whose texts are a hint, there may be texts of which raters write words into
/// these columns. What stands behind a row is in the key alone.
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

    /// <summary>What the key's column of a method's order of a text's words begins with.</summary>
    public const string WordsPrefix = "words by ";

    private const int Raters = 3;

    /// <summary>The sheet and its key.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="question">What raters are asked of each.</param>
    /// <param name="seed">What order and columns follow from.</param>
    /// <param name="texts">Texts of which they are to choose words, and what is asked of each; null for none.</param>
    public static (CsvTable Sheet, CsvTable Key) Of(
        IReadOnlyList<RatedPair> pairs, string question, long seed, (IReadOnlyList<RatedWords> Texts, string Question)? texts = null)
    {
        SeededRandom random = new(seed, "human sheet");
        RatedPair[] shuffled = [.. pairs];
        random.Shuffle(shuffled);
        bool[] swapped = [.. shuffled.Select(_ => random.Next(2) == 1)];
        RatedWords[] worded = [.. texts?.Texts ?? []];
        random.Shuffle(worded);
        string[] judges = [.. pairs.SelectMany(pair => pair.Judges.Keys).Distinct()], methods = [.. worded.SelectMany(text => text.Ranked.Keys).Distinct()];
        object?[] unrated = [.. Enumerable.Repeat<object?>(null, Raters)];
        return (
            new CsvTable(
                Name,
                ["item", "question", "context", "a", "b", .. Enumerable.Range(1, Raters).Select(rater => $"{RaterPrefix}_{rater}")],
                [
                    .. worded.Select((text, row) => (IReadOnlyList<object?>)[row + 1, texts!.Value.Question, text.Context, null, null, .. unrated]),
                    .. shuffled.Select((pair, row) => (IReadOnlyList<object?>)
                    [
                        worded.Length + row + 1, question, pair.Context, Left(row).Text, Right(row).Text, .. unrated,
                    ]),
                ]),
            new CsvTable(
                KeyName,
                ["item", "id", "a", "b", "expected", .. judges, .. methods.Select(method => WordsPrefix + method)],
                [
                    .. worded.Select((text, row) => (IReadOnlyList<object?>)
                    [
                        row + 1, text.Id, null, null, null, .. judges.Select(_ => (object?)null),
                        .. methods.Select(method => text.Ranked.TryGetValue(method, out IReadOnlyList<string>? words) ? string.Join(' ', words) : null),
                    ]),
                    .. shuffled.Select((pair, row) => (IReadOnlyList<object?>)
                    [
                        worded.Length + row + 1, pair.Id, Left(row).Source, Right(row).Source,
                        pair.Expected is { } expected ? Column(expected, swapped[row]) : null,
                        .. judges.Select(judge => (object?)(pair.Judges.TryGetValue(judge, out int choice) ? Column(choice, swapped[row]) : null)),
                        .. methods.Select(_ => (object?)null),
                    ]),
                ]));

        RatedText Left(int row) => swapped[row] ? shuffled[row].Second : shuffled[row].First;
        RatedText Right(int row) => swapped[row] ? shuffled[row].First : shuffled[row].Second;
    }

    private static string Column(int choice, bool swapped) => choice == 0 ? Tie : (choice == 1) != swapped ? "a" : "b";
}
