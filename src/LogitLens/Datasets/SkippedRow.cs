namespace LogitLens.Datasets;

/// <summary>A row that was left out of a dataset, and why.</summary>
/// <param name="Source">Where the row is.</param>
/// <param name="Column">The column at fault; null where the row as a whole is.</param>
/// <param name="Reason">What is wrong with it and what would be right.</param>
public sealed record SkippedRow(RowSource Source, string? Column, string Reason)
{
    /// <summary>"dev.tsv, row 17 (line 18), column 'label': ...": one line that places and explains the fault.</summary>
    public override string ToString() => Column is null ? $"{Source}: {Reason}" : $"{Source}, column '{Column}': {Reason}";
}
