using LogitLens.Datasets.Readers;
using LogitLens.Datasets.Tables;

namespace LogitLens.Ratings;

/// <summary>A sheet as raters have filled it in, put together with its key.</summary>
/// <param name="Raters">The raters' columns that have any rating.</param>
/// <param name="Judges">The judges in the key.</param>
/// <param name="Items">The sheet's rows.</param>
public sealed record RatedSheet(IReadOnlyList<string> Raters, IReadOnlyList<string> Judges, IReadOnlyList<RatedItem> Items)
{
    private static readonly string[] s_keyColumns = ["item", "id", "a", "b", "expected"];

    /// <summary>Reads a sheet and its key.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="key">The key; null for the file beside the sheet that is named after it.</param>
    /// <exception cref="InputException">A file is missing, a row has no key, or a rating is none of a, b and tie.</exception>
    public static RatedSheet Read(string sheet, string? key)
    {
        string keyPath = key ?? Path.Combine(Path.GetDirectoryName(sheet) ?? "", Path.GetFileNameWithoutExtension(sheet) + "-key" + Path.GetExtension(sheet));
        if (!File.Exists(sheet))
        {
            throw new InputException($"{sheet}: no such file");
        }

        if (!File.Exists(keyPath))
        {
            throw new InputException($"{keyPath}: no such file: the sheet's key is needed to tell what was rated; --key names it where it is elsewhere");
        }

        (IReadOnlyList<string> judges, Dictionary<string, KeyRow> keys) = ReadKey(keyPath);
        using Table table = ColumnFileReader.Open(sheet);
        table.Require("item");
        string[] raters = [.. ((HeaderedTable)table).Columns.Where(column => column.StartsWith(RatingSheet.RaterPrefix, StringComparison.OrdinalIgnoreCase))];
        if (raters.Length == 0)
        {
            throw new InputException($"{sheet}: no column of ratings: their headings begin with '{RatingSheet.RaterPrefix}'");
        }

        RowReading reading = new(ReadOptions.ForFile(sheet));
        HashSet<string> seen = [];
        List<RatedItem> items = reading.Read(table, (row, _) =>
        {
            string item = row.Required("item");
            if (!keys.TryGetValue(item, out KeyRow? behind))
            {
                throw new BadRowException("item", $"item {item} is not in the key {keyPath}");
            }

            return seen.Add(item)
                ? new RatedItem(behind.Id, behind.Expected, behind.Judges, [.. raters.Select(rater => Choice(row.Cell(rater), rater))])
                : throw new BadRowException("item", $"item {item} stands on the sheet twice");
        });
        int[] used = [.. Enumerable.Range(0, raters.Length).Where(rater => items.Any(item => item.Ratings[rater] is not null))];
        return used.Length == 0
            ? throw new InputException($"{sheet}: nothing is rated yet: write a, b or {RatingSheet.Tie} into {string.Join(", ", raters)}")
            : new RatedSheet([.. used.Select(rater => raters[rater])], judges,
                [.. items.Select(item => item with { Ratings = [.. used.Select(rater => item.Ratings[rater])] })]);
    }

    private static (IReadOnlyList<string> Judges, Dictionary<string, KeyRow> Keys) ReadKey(string path)
    {
        using Table table = ColumnFileReader.Open(path);
        foreach (string column in s_keyColumns)
        {
            table.Require(column);
        }

        string[] judges = [.. ((HeaderedTable)table).Columns.Except(s_keyColumns)];
        RowReading reading = new(ReadOptions.ForFile(path));
        List<(string Item, KeyRow Row)> rows = reading.Read(table, (row, _) => (
            row.Required("item"),
            new KeyRow(row.Cell("id"), Choice(row.Cell("expected"), "expected"), [.. judges.Select(judge => Choice(row.Cell(judge), judge))])));
        return (judges, rows.GroupBy(row => row.Item).ToDictionary(group => group.Key, group => group.First().Row));
    }

    private static Choice? Choice(string cell, string column) => cell.Trim().ToLowerInvariant() switch
    {
        "" => null,
        "a" => Ratings.Choice.A,
        "b" => Ratings.Choice.B,
        RatingSheet.Tie => Ratings.Choice.Tie,
        string other => throw new BadRowException(column, $"'{other}' is none of a, b and {RatingSheet.Tie}"),
    };

    private sealed record KeyRow(string Id, Choice? Expected, IReadOnlyList<Choice?> Judges);
}

/// <summary>A rated row.</summary>
/// <param name="Id">What the pair is of.</param>
/// <param name="Expected">The column that is expected to be chosen; null where neither is.</param>
/// <param name="Judges">What each judge chooses, [judge].</param>
/// <param name="Ratings">What each rater chose, [rater]; null where they did not say.</param>
public sealed record RatedItem(string Id, Choice? Expected, IReadOnlyList<Choice?> Judges, IReadOnlyList<Choice?> Ratings);

/// <summary>Which of two texts is chosen.</summary>
public enum Choice
{
    /// <summary>That of column a.</summary>
    A,

    /// <summary>That of column b.</summary>
    B,

    /// <summary>Neither.</summary>
    Tie,
}
