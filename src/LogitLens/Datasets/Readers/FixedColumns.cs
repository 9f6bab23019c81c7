namespace LogitLens.Datasets.Readers;

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
