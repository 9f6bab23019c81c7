namespace LogitLens.Datasets;

/// <summary>Where a row was read.</summary>
/// <param name="File">The file, as the caller named it.</param>
/// <param name="Row">The data row, from 1; a header and blank lines are not counted. A file that is one example has row 1.</param>
/// <param name="Line">The line of the file on which the row begins, from 1: what an editor jumps to.</param>
public sealed record RowSource(string File, int Row, int Line)
{
    /// <summary>"dev.tsv, row 17 (line 18)".</summary>
    public override string ToString() => $"{File}, row {Row} (line {Line})";
}
