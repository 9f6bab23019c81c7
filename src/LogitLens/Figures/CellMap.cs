namespace LogitLens.Figures;

/// <summary>Tables of the same rows and columns as coloured cells: one heatmap or several beside each other.</summary>
public abstract record CellMap
{
    private const int MostColumnsWithValues = 13;
    private const int MostCellsWithValues = 160;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>What rows and columns are.</summary>
    public required MapAxes Axes { get; init; }

    /// <summary>What the values are, beside the colour bar.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>The colours; null for a sequential scale over all values, or a diverging one where some are negative.</summary>
    public ColourScale? Scale { get; init; }

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>Whether each cell has its value in it, for which cells grow; null for small tables.</summary>
    public bool? ShowValues { get; init; }

    /// <summary>What a hatched cell means.</summary>
    public string MutedTitle { get; init; } = "not significant";

    /// <summary>What a cell without a value means.</summary>
    public string MissingTitle { get; init; } = CellKey.NoValue;

    /// <summary>All values, which share the colours.</summary>
    private protected abstract IEnumerable<double> AllValues { get; }

    /// <summary>The scale for values that nobody chose one for.</summary>
    internal static ColourScale ScaleOf(IEnumerable<double> values, ValueFormat format)
    {
        double[] finite = [.. Finite.Of(values)];
        return Array.Exists(finite, value => value < 0) ? ColourScale.DivergingOf(finite)
            : format.IsShare() && Array.TrueForAll(finite, value => value <= 1) ? ColourScale.Sequential(0, 1)
            : ColourScale.SequentialOf(finite);
    }

    /// <summary>One table's cells.</summary>
    /// <param name="values">[row][column].</param>
    /// <param name="muted">Cells to hatch; null for none.</param>
    /// <param name="width">The room for all columns, and the least and the greatest width of one.</param>
    /// <param name="height">The room for all rows, and the least and the greatest height of one.</param>
    private protected CellGrid Grid(
        IReadOnlyList<IReadOnlyList<double>> values, IReadOnlyList<IReadOnlyList<bool>>? muted, ColourScale scale,
        (double All, int Least, int Most) width, (double All, int Least, int Most) height)
    {
        int rows = Axes.Rows.Count, columns = Axes.Columns.Count;
        bool showValues = ShowValues ?? (columns <= MostColumnsWithValues && rows * columns <= MostCellsWithValues);
        Func<double, string> text = NumberText.Alike(AllValues, Format);
        double forText = showValues ? TextMeasure.Widest(AllValues.Select(text), TextStyle.Small) + 6 : 0;
        return new CellGrid
        {
            Values = values,
            RowLabels = Axes.Rows,
            ColumnLabels = Axes.Columns,
            RowTitle = Axes.RowTitle,
            ColumnTitle = Axes.ColumnTitle,
            Scale = scale,
            WantedCellWidth = Math.Max(Math.Ceiling(forText), Math.Clamp(Math.Floor(width.All / columns), width.Least, width.Most)),
            WantedCellHeight = Math.Max(showValues ? 16 : 0, Math.Clamp(Math.Floor(height.All / rows), height.Least, height.Most)),
            Muted = muted,
            CellText = showValues ? (row, column) => [text(values[row][column])] : null,
            Format = Format,
            FirstRowAtBottom = Axes.FirstRowAtBottom,
        };
    }
}
