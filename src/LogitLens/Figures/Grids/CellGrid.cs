namespace LogitLens.Figures;

/// <summary>Coloured cells in rows and columns with their labels and titles: what heatmaps and confusion grids have in common.</summary>
internal sealed record CellGrid
{
    private const double LongestRowLabel = 240;
    private const double LabelOverhang = 8;
    private const double LeastGridWidth = 120;
    private const double LeastGridHeight = 80;

    // Below this, lines between and across cells would take too much of their colour.
    private const double LeastLined = 9;

    /// <summary>Values [row][column]; NaN is a missing cell.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Values { get; init; }

    public required IReadOnlyList<string> RowLabels { get; init; }

    public required IReadOnlyList<string> ColumnLabels { get; init; }

    public required string RowTitle { get; init; }

    public required string ColumnTitle { get; init; }

    public required ColourScale Scale { get; init; }

    /// <summary>Width of a cell; few columns get more, so that there is room for their title.</summary>
    public required double WantedCellWidth { get; init; }

    /// <summary>Height of a cell; few rows get more, so that there is room for their title.</summary>
    public required double WantedCellHeight { get; init; }

    /// <summary>Cells [row][column] to fade and hatch; null for none.</summary>
    public IReadOnlyList<IReadOnlyList<bool>>? Muted { get; init; }

    /// <summary>Lines of text in a cell, none for a null function.</summary>
    public Func<int, int, IReadOnlyList<string>>? CellText { get; init; }

    public ValueFormat Format { get; init; }

    public bool FirstRowAtBottom { get; init; }

    /// <summary>Whether row labels and title are drawn; small multiples draw them once a row.</summary>
    public bool WithRowLabels { get; init; } = true;

    public double CellWidth => Math.Max(WantedCellWidth, Math.Ceiling(LeastGridWidth / ColumnLabels.Count));

    public double CellHeight => Math.Max(WantedCellHeight, Math.Ceiling(LeastGridHeight / RowLabels.Count));

    public double GridWidth => ColumnLabels.Count * CellWidth;

    public double GridHeight => RowLabels.Count * CellHeight;

    /// <summary>Room to the left of the cells.</summary>
    public double Gutter => WithRowLabels ? RowLabelWidth + 8 + (RowTitle.Length > 0 ? TextStyle.AxisTitle.Height + 6 : 0) : 0;

    /// <summary>Room below the cells.</summary>
    public double Below => 6 + ColumnNames(0).Height + (ColumnTitle.Length > 0 ? 6 + TextStyle.AxisTitle.Height : 0);

    private double RowLabelWidth => Math.Min(LongestRowLabel, TextMeasure.Widest(RowLabels.Select(DrawableText.Label), RowStyle));

    private TextStyle RowStyle => CellHeight >= TextStyle.Label.Height ? TextStyle.Label : TextStyle.Small;

    /// <summary>Whether cells are large enough for lines; smaller muted cells are only faded.</summary>
    public bool Lined => Math.Min(CellWidth, CellHeight) >= LeastLined;

    /// <summary>Whether any cell has no value.</summary>
    public bool AnyMissing => Values.Any(row => row.Any(value => !Finite.Is(value)));

    /// <summary>Draws the grid with the upper left cell's corner at the given place.</summary>
    public void Draw(Canvas canvas, double left, double top)
    {
        for (int row = 0; row < Values.Count; row++)
        {
            for (int column = 0; column < Values[row].Count; column++)
            {
                DrawCell(canvas, row, column, CellBox(left, top, row, column));
            }
        }

        canvas.Rectangle(new Box(left, top, GridWidth, GridHeight), null, new Stroke(Palette.SoftInk, 0.8));
        ColumnNames(left).Draw(canvas, top + GridHeight + 6);
        canvas.Text(
            TextMeasure.Clip(DrawableText.Label(ColumnTitle), TextStyle.AxisTitle, GridWidth),
            left + (GridWidth / 2),
            top + GridHeight + Below - (TextStyle.AxisTitle.Height / 2),
            TextStyle.AxisTitle,
            Anchor.Middle);
        if (WithRowLabels)
        {
            DrawRowLabels(canvas, left, top);
        }
    }

    /// <summary>The mark of a cell without a value.</summary>
    public static void Cross(Canvas canvas, Box box)
    {
        Stroke stroke = new(Rgb.Parse("#8C8C8C"), 0.7);
        canvas.Line(box.Left, box.Bottom, box.Right, box.Top, stroke);
        canvas.Line(box.Left, box.Top, box.Right, box.Bottom, stroke);
    }

    private void DrawCell(Canvas canvas, int row, int column, Box box)
    {
        double value = Values[row][column];
        bool missing = !Finite.Is(value);
        bool muted = !missing && Muted is not null && Muted[row][column];
        Rgb colour = muted ? Hatching.Faded(Scale.At(value)) : Scale.At(value);
        string tooltip = $"{RowTitle} {RowLabels[row]}, {ColumnTitle} {ColumnLabels[column]}: {NumberText.Value(value, Format)}";
        canvas.Rectangle(box, colour, Lined ? new Stroke(Rgb.White, 0.6) : null, tooltip: tooltip);
        IReadOnlyList<string> lines = CellText?.Invoke(row, column) ?? [];
        if (missing && Lined)
        {
            Cross(canvas, box);
        }
        else if (muted && Lined)
        {
            Hatching.Draw(canvas, box, colour);
        }

        if (!missing)
        {
            DrawText(canvas, box, lines, TextStyle.Small.In(colour.TextColour()) with { Rim = muted ? colour : null });
        }
    }

    private static void DrawText(Canvas canvas, Box box, IReadOnlyList<string> lines, TextStyle style)
    {
        double y = box.CentreY - ((lines.Count - 1) * style.Height / 2);
        foreach (string line in lines)
        {
            canvas.Text(line, box.CentreX, y, style, Anchor.Middle);
            y += style.Height;
        }
    }

    private void DrawRowLabels(Canvas canvas, double left, double top)
    {
        double[] centres = [.. Enumerable.Range(0, RowLabels.Count).Select(row => CellBox(left, top, row, 0).CentreY)];
        int every = LabelThinning.Every(centres, [.. centres.Select(_ => RowStyle.Height)], gap: 0);
        for (int row = 0; row < centres.Length; row += every)
        {
            string label = TextMeasure.Clip(DrawableText.Label(RowLabels[row]), RowStyle, LongestRowLabel);
            canvas.Text(label, left - 6, centres[row], RowStyle, Anchor.End);
        }

        canvas.TextUpwards(
            TextMeasure.Clip(DrawableText.Label(RowTitle), TextStyle.AxisTitle, GridHeight),
            left - Gutter + (TextStyle.AxisTitle.Height / 2),
            top + (GridHeight / 2),
            TextStyle.AxisTitle);
    }

    private Box CellBox(double left, double top, int row, int column)
    {
        int fromTop = FirstRowAtBottom ? RowLabels.Count - 1 - row : row;
        return new Box(left + (column * CellWidth), top + (fromTop * CellHeight), CellWidth, CellHeight);
    }

    private CategoryLabels ColumnNames(double left) => new(
        ColumnLabels,
        [.. Enumerable.Range(0, ColumnLabels.Count).Select(column => left + ((column + 0.5) * CellWidth))],
        left - LabelOverhang,
        left + GridWidth + LabelOverhang,
        TextStyle.Label);
}
