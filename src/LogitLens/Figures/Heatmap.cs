using LogitLens.Figures.Axes;
using LogitLens.Figures.Drawing;
using LogitLens.Figures.Grids;

namespace LogitLens.Figures;

/// <summary>A table as coloured cells: layers by heads, examples by layers.</summary>
public sealed record Heatmap
{
    private const int MostColumnsWithValues = 13;
    private const int MostCellsWithValues = 160;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>Values [row][column]; NaN draws a cell without a value.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Values { get; init; }

    /// <summary>One name a row; thinned where rows are lower than letters.</summary>
    public required IReadOnlyList<string> RowLabels { get; init; }

    /// <summary>One name a column.</summary>
    public required IReadOnlyList<string> ColumnLabels { get; init; }

    /// <summary>What the rows are.</summary>
    public required string RowTitle { get; init; }

    /// <summary>What the columns are.</summary>
    public required string ColumnTitle { get; init; }

    /// <summary>What the values are, beside the colour bar.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>The colours; null for a sequential scale over the values, or a diverging one where some are negative.</summary>
    public ColourScale? Scale { get; init; }

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>Whether each cell has its value in it, for which cells grow; null for small tables.</summary>
    public bool? ShowValues { get; init; }

    /// <summary>Cells [row][column] to fade and hatch, such as those without a significant effect; null for none.</summary>
    public IReadOnlyList<IReadOnlyList<bool>>? Muted { get; init; }

    /// <summary>What a hatched cell means.</summary>
    public string MutedTitle { get; init; } = "not significant";

    /// <summary>What a cell without a value means.</summary>
    public string MissingTitle { get; init; } = CellKey.NoValue;

    /// <summary>Lines of text below the map, such as the texts of its rows.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the first row is at the bottom, as layers are usually drawn.</summary>
    public bool FirstRowAtBottom { get; init; }

    /// <summary>Draws the heatmap.</summary>
    /// <exception cref="ArgumentException">The table's shape and the labels differ.</exception>
    public SvgDocument Draw()
    {
        GridData.Require(Values, RowLabels.Count, ColumnLabels.Count, nameof(Values));
        GridData.RequireMask(Muted, RowLabels.Count, ColumnLabels.Count, nameof(Muted));
        if (RowLabels.Count == 0 || ColumnLabels.Count == 0)
        {
            return new Page(Heading, Page.LeastWidth).FinishEmpty("No data to draw.");
        }

        ColourScale scale = Scale ?? ScaleOf(Values.SelectMany(row => row), Format);
        string? mutedTitle = Muted is not null && Muted.Any(row => row.Contains(true)) ? MutedTitle : null;
        Page page = GridSheet.Draw(Heading, MakeGrid(scale), new ColourBar(scale, ValueTitle, Format), mutedTitle, MissingTitle);
        page.WriteNotes(Notes);
        return page.Finish(Describe());
    }

    /// <summary>The scale for values that nobody chose one for.</summary>
    internal static ColourScale ScaleOf(IEnumerable<double> values, ValueFormat format)
    {
        double[] finite = [.. Finite.Of(values)];
        return Array.Exists(finite, value => value < 0) ? ColourScale.DivergingOf(finite)
            : format.IsShare() && Array.TrueForAll(finite, value => value <= 1) ? ColourScale.Sequential(0, 1)
            : ColourScale.SequentialOf(finite);
    }

    /// <summary>Whether a table is small enough for its values to stand in its cells.</summary>
    internal static bool IsSmall(int rows, int columns) => columns <= MostColumnsWithValues && rows * columns <= MostCellsWithValues;

    private CellGrid MakeGrid(ColourScale scale)
    {
        bool showValues = ShowValues ?? IsSmall(RowLabels.Count, ColumnLabels.Count);
        Func<double, string> text = NumberText.Alike(Values.SelectMany(row => row), Format);
        double forText = showValues ? TextMeasure.Widest(Values.SelectMany(row => row).Select(text), TextStyle.Small) + 6 : 0;
        return new CellGrid
        {
            Values = Values,
            RowLabels = RowLabels,
            ColumnLabels = ColumnLabels,
            RowTitle = RowTitle,
            ColumnTitle = ColumnTitle,
            Scale = scale,
            WantedCellWidth = Math.Max(Math.Ceiling(forText), Math.Clamp(Math.Floor(600.0 / ColumnLabels.Count), 6, 44)),
            WantedCellHeight = Math.Max(showValues ? 16 : 0, Math.Clamp(Math.Floor(620.0 / RowLabels.Count), 5, 28)),
            Muted = Muted,
            CellText = showValues ? (row, column) => [text(Values[row][column])] : null,
            Format = Format,
            FirstRowAtBottom = FirstRowAtBottom,
        };
    }

    private string Describe()
    {
        (double Value, string Row, string Column)[] cells = Values
            .SelectMany((row, r) => row.Select((value, c) => (Value: value, Row: RowLabels[r], Column: ColumnLabels[c])))
            .Where(cell => Finite.Is(cell.Value)).ToArray();
        string shape = $"Heatmap of {ValueTitle}, {RowLabels.Count} rows ({RowTitle}) by {ColumnLabels.Count} columns ({ColumnTitle}).";
        return shape + (cells.Length == 0
            ? " No cell has a value."
            : $" Least {Name(cells.MinBy(cell => cell.Value))}; greatest {Name(cells.MaxBy(cell => cell.Value))}.");

        string Name((double Value, string Row, string Column) cell) =>
            $"{NumberText.Value(cell.Value, Format)} at {RowTitle} {cell.Row}, {ColumnTitle} {cell.Column}";
    }
}
