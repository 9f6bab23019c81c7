namespace LogitLens.Datasets;

/// <summary>
/// A user's own file with named columns: .csv (header, RFC 4180's quoting), .tsv (header, no quoting) or .jsonl (an object a line).
/// A column named "label" holds the labels where none was chosen; without one the examples have no labels. Without given classes, the classes are the column's
/// different values: in the order of their numbers where all are whole numbers, else in the order of their characters.
/// </summary>
internal static class ColumnFileReader
{
    /// <summary>The text column where none is chosen.</summary>
    internal const string UsualText = "text";

    /// <summary>The label column where none is chosen.</summary>
    internal const string UsualLabel = "label";

    /// <summary>The file endings that are read.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".csv", ".tsv", ".jsonl"];

    /// <summary>Reads a file; the text column is "text", and the label column "label", where none was chosen.</summary>
    /// <exception cref="InputException">The ending is unknown, a column is missing, a row is bad, or there is one class only.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        string? labelColumn = options.LabelColumn ?? (HasColumns(path, UsualLabel) ? UsualLabel : null);
        using Table table = Open(path);
        string textColumn = options.TextColumn ?? UsualText;
        return labelColumn is null ? ReadTexts(table, options, textColumn)
            : options.Labels is LabelSet labels ? ClassifiedRows.Read(table, options, textColumn, labelColumn, labels)
            : ReadWithInferredLabels(table, options, textColumn, labelColumn);
    }

    /// <summary>Whether a file has columns of these names: in its header, or in the first of its JSON lines.</summary>
    internal static bool HasColumns(string path, params IReadOnlyList<string> names)
    {
        using Table table = Open(path);
        return table is HeaderedTable headed
            ? names.All(headed.Columns.Contains)
            : table.Rows().Cast<JsonRow>().Take(1).Any(row => names.All(row.Has));
    }

    /// <summary>Opens a table by its ending.</summary>
    internal static Table Open(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => QuotedTable.Open(path),
        ".tsv" => SeparatedTable.WithHeader(path, '\t'),
        ".jsonl" => JsonLinesTable.Open(path),
        string ending => throw new InputException($"{path}: the ending '{ending}' tells no format; known are {string.Join(", ", Endings)}"),
    };

    private static Dataset ReadTexts(Table table, ReadOptions options, string textColumn)
    {
        table.Require(textColumn);
        return RowReading.Examples(table, options, (row, example) => example with { Text = row.Text(textColumn) }) with
        {
            Columns = table is HeaderedTable headed ? headed.Columns : [],
        };
    }

    private static Dataset ReadWithInferredLabels(Table table, ReadOptions options, string textColumn, string labelColumn)
    {
        table.Require(textColumn);
        table.Require(labelColumn);
        // A label waits as the answer until all are known.
        Dataset rows = RowReading.Examples(
            table, options, (row, example) => example with { Answer = row.Required(labelColumn), Text = row.Text(textColumn) });
        LabelSet labels = Infer(table.Path, labelColumn, rows.Examples.Select(row => row.Answer!));
        Dictionary<string, int> index = labels.Names.Select((name, i) => (name, i)).ToDictionary();
        return rows with { Examples = [.. rows.Examples.Select(row => row with { Label = index[row.Answer!], Answer = null })], Labels = labels };
    }

    /// <summary>The classes that values are of.</summary>
    /// <exception cref="InputException">There is one only.</exception>
    internal static LabelSet Infer(string path, string column, IEnumerable<string> values)
    {
        string[] names = values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (names.Length < 2)
        {
            throw new InputException($"{path}: the column '{column}' holds only '{names[0]}'; a classification needs two labels or more");
        }

        return new LabelSet(names.All(name => int.TryParse(name, out _)) ? names.OrderBy(int.Parse).ToArray() : names);
    }
}
