namespace LogitLens.Runs;

/// <summary>A small table for people: what a run found, in a few rows. Cells are text, already formatted.</summary>
/// <param name="Title">What the table shows.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Rows of as many cells as there are columns.</param>
public sealed record SummaryTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Remarks under the table: what was skipped or cut, what to be careful about.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
