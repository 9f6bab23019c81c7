namespace LogitLens.Figures;

/// <summary>A table as coloured cells: layers by heads, examples by layers.</summary>
public sealed record Heatmap : CellMap
{
    /// <summary>Values [row][column]; NaN draws a cell without a value.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Values { get; init; }

    /// <summary>Cells [row][column] to fade and hatch, such as those without a significant effect; null for none.</summary>
    public IReadOnlyList<IReadOnlyList<bool>>? Muted { get; init; }

    /// <summary>Lines of text below the map, such as the texts of its rows.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <inheritdoc/>
    private protected override IEnumerable<double> AllValues => Values.SelectMany(row => row);

    /// <summary>Draws the heatmap.</summary>
    /// <exception cref="ArgumentException">The table's shape and the labels differ.</exception>
    public SvgDocument Draw()
    {
        GridData.Require(Values, Axes.Rows.Count, Axes.Columns.Count, nameof(Values));
        GridData.RequireMask(Muted, Axes.Rows.Count, Axes.Columns.Count, nameof(Muted));
        if (Axes.Rows.Count == 0 || Axes.Columns.Count == 0)
        {
            return new Page(Heading, Page.LeastWidth).FinishEmpty("No data to draw.");
        }

        ColourScale scale = Scale ?? ScaleOf(AllValues, Format);
        string? mutedTitle = Muted is not null && Muted.Any(row => row.Contains(true)) ? MutedTitle : null;
        Page page = GridSheet.Draw(
            Heading, Grid(Values, Muted, scale, (600, 6, 44), (620, 5, 28)), new ColourBar(scale, ValueTitle, Format), mutedTitle, MissingTitle);
        page.WriteNotes(Notes);
        return page.Finish(Describe());
    }

    private string Describe()
    {
        (double Value, string Row, string Column)[] cells = Values
            .SelectMany((row, r) => row.Select((value, c) => (Value: value, Row: Axes.Rows[r], Column: Axes.Columns[c])))
            .Where(cell => Finite.Is(cell.Value)).ToArray();
        string shape = $"Heatmap of {ValueTitle}, {Axes.Rows.Count} rows ({Axes.RowTitle}) by {Axes.Columns.Count} columns ({Axes.ColumnTitle}).";
        return shape + (cells.Length == 0
            ? " No cell has a value."
            : $" Least {Name(cells.MinBy(cell => cell.Value))}; greatest {Name(cells.MaxBy(cell => cell.Value))}.");

        string Name((double Value, string Row, string Column) cell) =>
            $"{NumberText.Value(cell.Value, Format)} at {Axes.RowTitle} {cell.Row}, {Axes.ColumnTitle} {cell.Column}";
    }
}
