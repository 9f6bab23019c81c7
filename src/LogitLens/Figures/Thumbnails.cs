namespace LogitLens.Figures;

/// <summary>
/// Square maps too many to be read one by one, side by side on one colour scale: every head's attention, layers up and heads along. A map of many
/// cells is drawn coarser, each cell as the greatest of those that it stands for.
/// </summary>
public sealed record Thumbnails
{
    private const double WidestRow = 860;
    private const double Gap = 6;
    private const double Smallest = 40;
    private const double Largest = 110;
    private const double LeastCell = 2.5;

    // More than an eye tells apart in cells of this size.
    private const double Shades = 40;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>Maps [row][column], each [row][column] of as many rows as columns.</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>> Maps { get; init; }

    /// <summary>What the rows of maps are.</summary>
    public required string RowTitle { get; init; }

    /// <summary>What the columns of maps are.</summary>
    public required string ColumnTitle { get; init; }

    /// <summary>What the values are, beside the colour bar.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>The colours; its least value is the background.</summary>
    public required ColourScale Scale { get; init; }

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>Draws the maps, the first row at the bottom.</summary>
    public SvgDocument Draw()
    {
        int rows = Maps.Count, columns = rows == 0 ? 0 : Maps[0].Count;
        if (columns == 0)
        {
            return new Page(Heading, Page.LeastWidth).FinishEmpty("No data to draw.");
        }

        double size = Math.Clamp(Math.Floor(WidestRow / columns) - Gap, Smallest, Largest), pitch = size + Gap;
        double gutter = TextStyle.AxisTitle.Height + 26;
        ColourBar bar = new(Scale, ValueTitle, Format);
        double barHeight = ColourBar.Height(rows * pitch), right = Page.Margin + gutter + (columns * pitch) + 14;
        Page page = new(Heading, right + bar.Width(barHeight) + Page.Margin);
        double top = page.Take((rows * pitch) + 8);
        for (int row = 0; row < rows; row++)
        {
            double y = top + ((rows - 1 - row) * pitch);
            page.Canvas.Text($"{row}", Page.Margin + gutter - 8, y + (size / 2), TextStyle.Label, Anchor.End);
            for (int column = 0; column < columns; column++)
            {
                DrawMap(
                    page.Canvas, Maps[row][column], new Box(Page.Margin + gutter + (column * pitch), y, size, size),
                    $"{RowTitle} {row}, {ColumnTitle} {column}");
            }
        }

        page.Canvas.TextUpwards(RowTitle, Page.Margin + (TextStyle.AxisTitle.Height / 2), top + (rows * pitch / 2), TextStyle.AxisTitle);
        double below = page.Take(44);
        for (int column = 0; column < columns; column++)
        {
            page.Canvas.Text($"{column}", Page.Margin + gutter + (column * pitch) + (size / 2), below + 6, TextStyle.Label, Anchor.Middle);
        }

        page.Canvas.Text(ColumnTitle, Page.Margin + gutter + (columns * pitch / 2), below + 26, TextStyle.AxisTitle, Anchor.Middle);
        bar.DrawUpright(page.Canvas, right, top, barHeight);
        return page.Finish($"{rows} by {columns} maps of {ValueTitle}, {RowTitle} by {ColumnTitle}.");
    }

    // Cells at the scale's least value are the background, which saves most of a causal pattern.
    private void DrawMap(Canvas canvas, IReadOnlyList<IReadOnlyList<double>> map, Box box, string name)
    {
        canvas.Rectangle(box, Scale.At(Scale.Minimum), tooltip: name);
        int most = Math.Max(1, (int)(box.Width / LeastCell)), block = (map.Count + most - 1) / most, count = (map.Count + block - 1) / block;
        canvas.Cells(box, count, count, (row, column) => Shade(Greatest(map, row * block, column * block, block)));
    }

    private Rgb? Shade(double value)
    {
        double place = Math.Round(Scale.Place(value) * Shades);
        return double.IsFinite(value) && place > 0 ? Scale.AtPlace(place / Shades) : null;
    }

    private static double Greatest(IReadOnlyList<IReadOnlyList<double>> map, int row, int column, int block) =>
        map.Skip(row).Take(block).SelectMany(values => values.Skip(column).Take(block)).Where(double.IsFinite).DefaultIfEmpty(double.NegativeInfinity).Max();
}
