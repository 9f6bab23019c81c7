using LogitLens.Datasets;

namespace LogitLens.Ratings;

/// <summary>What stands behind a sheet's rows.</summary>
/// <param name="Judges">The judges of pairs.</param>
/// <param name="Methods">The methods that put a text's words in order.</param>
/// <param name="Rows">By item.</param>
internal sealed record SheetKey(IReadOnlyList<string> Judges, IReadOnlyList<string> Methods, IReadOnlyDictionary<string, SheetKeyRow> Rows)
{
    private static readonly string[] s_columns = ["item", "id", "a", "b", "expected"];

    /// <summary>Reads a key.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="InputException">A column is missing, or a choice is none of a, b and tie.</exception>
    public static SheetKey Read(string path)
    {
        using Table table = ColumnFileReader.Open(path);
        foreach (string column in s_columns)
        {
            table.Require(column);
        }

        ILookup<bool, string> others = ((HeaderedTable)table).Columns.Except(s_columns)
            .ToLookup(column => column.StartsWith(RatingSheet.WordsPrefix, StringComparison.Ordinal));
        string[] judges = [.. others[false]], ranked = [.. others[true]];
        List<(string Item, SheetKeyRow Row)> rows = new RowReading(ReadOptions.ForFile(path)).Read(table, (row, _) => (
            row.Required("item"),
            new SheetKeyRow(
                row.Cell("id"), RatedSheet.ChoiceIn(row.Cell("expected"), "expected"),
                [.. judges.Select(judge => RatedSheet.ChoiceIn(row.Cell(judge), judge))],
                [.. ranked.Select(column => WrittenWords.Of(row.Cell(column)))])
            {
                IsPair = row.Cell("a").Length > 0,
            }));
        return new SheetKey(
            judges, [.. ranked.Select(column => column[RatingSheet.WordsPrefix.Length..])],
            rows.GroupBy(row => row.Item).ToDictionary(group => group.Key, group => group.First().Row, StringComparer.Ordinal));
    }
}

/// <summary>What stands behind a row.</summary>
/// <param name="Id">What it is of.</param>
/// <param name="Expected">The column that is expected to be chosen; null where neither is.</param>
/// <param name="Judges">What each judge chooses, [judge].</param>
/// <param name="Ranked">The words in each method's order, [method][word].</param>
internal sealed record SheetKeyRow(string Id, Choice? Expected, IReadOnlyList<Choice?> Judges, IReadOnlyList<IReadOnlyList<string>> Ranked)
{
    /// <summary>Whether two texts are to be chosen between, whose sources the key has, and not words of one.</summary>
    public bool IsPair { get; init; }
}
