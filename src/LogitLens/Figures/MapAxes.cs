namespace LogitLens.Figures;

/// <summary>What the rows and columns of a table of coloured cells are.</summary>
/// <param name="RowTitle">What the rows are.</param>
/// <param name="Rows">One name a row; thinned where rows are lower than letters.</param>
/// <param name="ColumnTitle">What the columns are.</param>
/// <param name="Columns">One name a column.</param>
public sealed record MapAxes(string RowTitle, IReadOnlyList<string> Rows, string ColumnTitle, IReadOnlyList<string> Columns)
{
    /// <summary>Whether the first row is at the bottom, as layers are usually drawn.</summary>
    public bool FirstRowAtBottom { get; init; }

    /// <summary>The same with the first row at the bottom.</summary>
    public MapAxes Upwards() => this with { FirstRowAtBottom = true };

    /// <summary>Layers, the first at the bottom, by heads.</summary>
    public static MapAxes OfHeads(int layers, int heads) => OfHeads([.. Enumerable.Range(0, layers)], heads);

    /// <summary>Some layers, the first at the bottom, by heads.</summary>
    public static MapAxes OfHeads(IReadOnlyList<int> layers, int heads) =>
        new MapAxes("layer", [.. layers.Select(layer => $"{layer}")], "head", [.. Enumerable.Range(0, heads).Select(head => $"{head}")]).Upwards();
}
