namespace LogitLens.Datasets;

/// <summary>Reads a table that has a text column and a label column, which is what most formats come down to.</summary>
internal static class ClassifiedRows
{
    /// <summary>Reads labelled texts whose classes are known.</summary>
    public static Dataset Read(
        Table table, ReadOptions options, string textColumn, string labelColumn, LabelSet labels, Func<string, string>? clean = null)
    {
        table.Require(textColumn);
        table.Require(labelColumn);
        return RowReading.Examples(
            table,
            options,
            (row, example) => example with { Label = ParseLabel(row.Required(labelColumn), labelColumn, labels), Text = row.Text(textColumn, clean) },
            labels);
    }

    /// <summary>A label cell's index.</summary>
    /// <exception cref="BadRowException">It is no label of the set.</exception>
    public static int ParseLabel(string cell, string column, LabelSet labels) =>
        labels.TryParse(cell, out int label)
            ? label
            : throw new BadRowException(
                column, $"'{cell}' is no label; the labels are {string.Join(", ", labels.Names)}, or 0 to {labels.Count - 1}");
}

/// <summary>Formats whose columns have no names cannot be told which to read.</summary>
internal static class FixedColumns
{
    /// <exception cref="InputException">A text or label column was chosen.</exception>
    public static void Require(string path, ReadOptions options, string format)
    {
        if ((options.TextColumn ?? options.LabelColumn) is string column)
        {
            throw new InputException($"{path}: {format} has no named columns, so there is no '{column}'; leave the column options out");
        }
    }
}
