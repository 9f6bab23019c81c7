using LogitLens.Figures.Drawing;

namespace LogitLens.Figures.Grids;

/// <summary>A page with one grid, its colour bar to the right and its key below.</summary>
internal static class GridSheet
{
    private const double Gap = 22;

    /// <summary>Lays out and draws all three; <paramref name="mutedTitle"/> is null where no cell is hatched.</summary>
    public static Page Draw(FigureHeading heading, CellGrid grid, ColourBar bar, string? mutedTitle)
    {
        double barHeight = ColourBar.Height(grid.GridHeight);
        Page page = new(heading, (2 * Page.Margin) + grid.Gutter + grid.GridWidth + Gap + bar.Width(barHeight));
        page.Take(6);
        double left = Page.Margin + grid.Gutter;
        double top = page.Take(Math.Max(grid.GridHeight + grid.Below, barHeight + TextStyle.Label.Height));
        grid.Draw(page.Canvas, left, top);
        bar.DrawUpright(page.Canvas, left + grid.GridWidth + Gap, top, barHeight);
        CellKey.Draw(page, grid.Scale, mutedTitle, grid.AnyMissing);
        return page;
    }
}
