namespace LogitLens.Figures;

/// <summary>A page with one grid, its colour bar to the right and its key below.</summary>
internal static class GridSheet
{
    private const double Gap = 22;
    private const double WidestCell = 96;

    /// <summary>Lays out and draws all three.</summary>
    /// <param name="grid">The cells; few columns become wider, to fill the page's least width.</param>
    /// <param name="bar">The key of the colours.</param>
    /// <param name="mutedTitle">What hatched cells mean; null where there is none.</param>
    /// <param name="missingTitle">What cells without a value mean.</param>
    public static Page Draw(FigureHeading heading, CellGrid grid, ColourBar bar, string? mutedTitle, string missingTitle = CellKey.NoValue)
    {
        double barHeight = ColourBar.Height(grid.GridHeight);
        double beside = (2 * Page.Margin) + grid.Gutter + Gap + bar.Width(barHeight);
        double filling = Math.Floor((Page.LeastWidth - beside) / grid.ColumnLabels.Count);
        CellGrid filled = grid with { WantedCellWidth = Math.Max(grid.WantedCellWidth, Math.Min(filling, WidestCell)) };
        Page page = new(heading, beside + filled.GridWidth);
        page.Take(6);
        double left = Page.Margin + filled.Gutter;
        double top = page.Take(Math.Max(filled.GridHeight + filled.Below, barHeight + TextStyle.Label.Height));
        filled.Draw(page.Canvas, left, top);
        bar.DrawUpright(page.Canvas, left + filled.GridWidth + Gap, top, barHeight);
        CellKey.Draw(page, mutedTitle, filled.AnyMissing ? missingTitle : null, crossed: filled.Lined);
        return page;
    }
}
