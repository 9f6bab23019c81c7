namespace LogitLens.Runs;

/// <summary>A small table for people: what a run found, in a few rows. Cells are text, already formatted.</summary>
/// <param name="Title">What the table shows.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Rows of as many cells as there are columns.</param>
public sealed record SummaryTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>How each column is laid out; empty where that is to be seen from the cells.</summary>
    [JsonIgnore]
    public IReadOnlyList<ColumnLayout> Layout { get; init; } = [];

    /// <summary>Remarks under the table: what was skipped or cut, what to be careful about.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How a column is laid out.</summary>
/// <param name="IsNumeric">Whether its cells are numbers: lined up on the right and never broken.</param>
/// <param name="IsKey">Whether it says which row it is, so that it is repeated where a table is cut to the terminal's width.</param>
/// <param name="Continues">Whether it belongs to the column before it, as an interval to its value, so that they are not parted.</param>
public readonly record struct ColumnLayout(bool IsNumeric, bool IsKey, bool Continues = false);
