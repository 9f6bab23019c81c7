using LogitLens.Datasets;

namespace LogitLens.Ratings;

/// <summary>A sheet as raters have filled it in, put together with its key.</summary>
/// <param name="Raters">The raters' columns that have any rating.</param>
/// <param name="Judges">The judges in the key.</param>
/// <param name="Items">The sheet's rows.</param>
public sealed record RatedSheet(IReadOnlyList<string> Raters, IReadOnlyList<string> Judges, IReadOnlyList<RatedItem> Items)
{
    /// <summary>The methods in the key that put words in order.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The sheet's rows on which words are chosen.</summary>
    public IReadOnlyList<WordItem> Texts { get; init; } = [];

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

        SheetKey keys = SheetKey.Read(keyPath);
        using Table table = ColumnFileReader.Open(sheet);
        table.Require("item");
        string[] raters = [.. ((HeaderedTable)table).Columns.Where(column => column.StartsWith(RatingSheet.RaterPrefix, StringComparison.OrdinalIgnoreCase))];
        if (raters.Length == 0)
        {
            throw new InputException($"{sheet}: no column of ratings: their headings begin with '{RatingSheet.RaterPrefix}'");
        }

        List<RatedItem> pairs = [];
        List<WordItem> texts = [];
        HashSet<string> seen = [];
        _ = new RowReading(ReadOptions.ForFile(sheet)).Read(table, (row, _) =>
        {
            string item = row.Required("item");
            if (!keys.Rows.TryGetValue(item, out SheetKeyRow? behind))
            {
                throw new BadRowException("item", $"item {item} is not in the key {keyPath}");
            }

            if (!seen.Add(item))
            {
                throw new BadRowException("item", $"item {item} stands on the sheet twice");
            }

            if (behind.IsPair)
            {
                pairs.Add(new RatedItem(behind.Id, behind.Expected, behind.Judges, [.. raters.Select(rater => ChoiceIn(row.Cell(rater), rater))]));
            }
            else
            {
                texts.Add(new WordItem(item, behind.Id, behind.Ranked, [.. raters.Select(rater => Written(row.Cell(rater)))]));
            }

            return item;
        });
        int[] used =
        [
            .. Enumerable.Range(0, raters.Length)
                .Where(rater => pairs.Exists(item => item.Ratings[rater] is not null) || texts.Exists(text => text.Chosen[rater] is not null)),
        ];
        return used.Length == 0
            ? throw new InputException($"{sheet}: nothing is rated yet: write {Answers(pairs.Count, texts.Count)} into {string.Join(", ", raters)}")
            : new RatedSheet(
                [.. used.Select(rater => raters[rater])], keys.Judges,
                [.. pairs.Select(item => item with { Ratings = [.. used.Select(rater => item.Ratings[rater])] })])
            {
                Methods = keys.Methods,
                Texts = [.. texts.Select(text => text with { Chosen = [.. used.Select(rater => text.Chosen[rater])] })],
            };
    }

    /// <summary>What a cell says is chosen; null where it is empty.</summary>
    /// <exception cref="BadRowException">It is none of a, b and tie.</exception>
    internal static Choice? ChoiceIn(string cell, string column) => cell.Trim().ToLowerInvariant() switch
    {
        "" => null,
        "a" => Ratings.Choice.A,
        "b" => Ratings.Choice.B,
        RatingSheet.Tie => Ratings.Choice.Tie,
        string other => throw new BadRowException(column, $"'{other}' is none of a, b and {RatingSheet.Tie}"),
    };

    private static IReadOnlyList<string>? Written(string cell) => WrittenWords.Of(cell) is { Count: > 0 } words ? words : null;

    private static string Answers(int pairs, int texts) => texts == 0 ? $"a, b or {RatingSheet.Tie}"
        : pairs == 0 ? "words of the text" : $"words of the text, or a, b or {RatingSheet.Tie},";
}

/// <summary>A rated row.</summary>
/// <param name="Id">What the pair is of.</param>
/// <param name="Expected">The column that is expected to be chosen; null where neither is.</param>
/// <param name="Judges">What each judge chooses, [judge].</param>
/// <param name="Ratings">What each rater chose, [rater]; null where they did not say.</param>
public sealed record RatedItem(string Id, Choice? Expected, IReadOnlyList<Choice?> Judges, IReadOnlyList<Choice?> Ratings);

/// <summary>A text of which words are chosen.</summary>
/// <param name="Item">Its number on the sheet.</param>
/// <param name="Id">What it is of.</param>
/// <param name="Ranked">The text's words in the order of each method, [method][word]; none where a method says nothing of this text.</param>
/// <param name="Chosen">The words that each rater wrote, [rater][word]; null where they did not.</param>
public sealed record WordItem(string Item, string Id, IReadOnlyList<IReadOnlyList<string>> Ranked, IReadOnlyList<IReadOnlyList<string>?> Chosen);

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
