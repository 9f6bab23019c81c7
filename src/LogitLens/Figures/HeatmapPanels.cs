namespace LogitLens.Figures;

/// <summary>One of several heatmaps side by side.</summary>
/// <param name="Title">What sets it apart, such as a class.</param>
/// <param name="Values">Values [row][column]; NaN draws a cell without a value.</param>
/// <param name="Muted">Cells [row][column] to fade and hatch; null for none.</param>
public sealed record HeatmapPanel(
    string Title, IReadOnlyList<IReadOnlyList<double>> Values, IReadOnlyList<IReadOnlyList<bool>>? Muted = null);

/// <summary>Small multiples: heatmaps of the same rows and columns on one colour scale, such as head effects for each class.</summary>
public sealed record HeatmapPanels : CellMap
{
    private const double Gap = 26;
    private const double WidestRow = 900;

    /// <summary>The heatmaps, in reading order.</summary>
    public required IReadOnlyList<HeatmapPanel> Panels { get; init; }

    /// <inheritdoc/>
    private protected override IEnumerable<double> AllValues => Panels.SelectMany(panel => panel.Values).SelectMany(row => row);

    /// <summary>Draws the panels.</summary>
    /// <exception cref="ArgumentException">A panel's shape and the labels differ.</exception>
    public SvgDocument Draw()
    {
        foreach (HeatmapPanel panel in Panels)
        {
            GridData.Require(panel.Values, Axes.Rows.Count, Axes.Columns.Count, $"panel {panel.Title}");
            GridData.RequireMask(panel.Muted, Axes.Rows.Count, Axes.Columns.Count, $"mask of panel {panel.Title}");
        }

        if (Panels.Count == 0 || Axes.Rows.Count == 0 || Axes.Columns.Count == 0)
        {
            return new Page(Heading, Page.LeastWidth).FinishEmpty("No data to draw.");
        }

        ColourScale scale = Scale ?? ScaleOf(AllValues, Format);
        CellGrid[] grids = [.. Panels.Select(panel => Grid(panel, scale))];
        double pitch = grids[0].GridWidth + Gap;
        int mostPerRow = Math.Clamp((int)((WidestRow - grids[0].Gutter) / pitch), 1, Panels.Count);
        int rows = (Panels.Count + mostPerRow - 1) / mostPerRow;
        int perRow = (Panels.Count + rows - 1) / rows;
        ColourBar bar = new(scale, ValueTitle, Format);
        double barHeight = ColourBar.Height(grids[0].GridHeight);
        double right = Page.Margin + grids[0].Gutter + (perRow * pitch);
        Page page = new(Heading, right + bar.Width(barHeight) + Page.Margin);
        for (int first = 0; first < grids.Length; first += perRow)
        {
            double top = DrawRow(page, scale, first, Math.Min(perRow, grids.Length - first), pitch, first == 0 ? barHeight : 0);
            if (first == 0)
            {
                bar.DrawUpright(page.Canvas, right, top, barHeight);
            }
        }

        bool muted = Panels.Any(panel => panel.Muted is not null && panel.Muted.Any(row => row.Contains(true)));
        CellKey.Draw(page, muted ? MutedTitle : null, grids.Any(grid => grid.AnyMissing) ? MissingTitle : null, grids[0].Lined);
        string titles = string.Join(", ", Panels.Select(panel => panel.Title));
        return page.Finish($"{Panels.Count} heatmaps of {ValueTitle} on one colour scale, {Axes.RowTitle} by {Axes.ColumnTitle}: {titles}.");
    }

    /// <summary>Draws neighbouring panels and returns where their cells start; only the first has row labels.</summary>
    private double DrawRow(Page page, ColourScale scale, int first, int count, double pitch, double leastHeight)
    {
        double titleTop = page.Take(22);
        double cellsTop = page.Top;
        double height = 0;
        double left = Page.Margin;
        for (int i = 0; i < count; i++)
        {
            CellGrid grid = Grid(Panels[first + i], scale) with { WithRowLabels = i == 0 };
            left = i == 0 ? Page.Margin + grid.Gutter : left + pitch;
            string title = TextMeasure.Clip(DrawableText.Label(Panels[first + i].Title), TextStyle.PanelTitle, grid.GridWidth + (Gap / 2));
            page.Canvas.Text(title, left, titleTop + 10, TextStyle.PanelTitle);
            grid.Draw(page.Canvas, left, cellsTop);
            height = Math.Max(height, grid.GridHeight + grid.Below);
        }

        page.Take(Math.Max(height, leastHeight + TextStyle.Label.Height) + 14);
        return cellsTop;
    }

    private CellGrid Grid(HeatmapPanel panel, ColourScale scale) => Grid(panel.Values, panel.Muted, scale, (230, 4, 30), (230, 4, 22));
}
