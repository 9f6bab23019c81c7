using LogitLens.Figures.Colours;
using LogitLens.Figures.Drawing;

namespace LogitLens.Figures.Grids;

/// <summary>The legend of what a colour bar does not say: hatched cells and cells without a value.</summary>
internal static class CellKey
{
    private const double SwatchWidth = 16;

    /// <summary>
    /// Draws the entries that apply, below what the page has so far; small cells are not hatched, nor those with text crossed out.
    /// </summary>
    public static void Draw(Page page, ColourScale scale, string? muted, bool missing, bool hatched = true, bool crossed = true)
    {
        List<LegendEntry> entries = [];
        if (muted is not null)
        {
            entries.Add(new LegendEntry(muted, (canvas, box) =>
            {
                canvas.Rectangle(box, CellGrid.Faded(scale.AtPlace(0.8)), new Stroke(Palette.SoftInk, 0.6));
                if (hatched)
                {
                    CellGrid.Hatch(canvas, box);
                }
            }, SwatchWidth));
        }

        if (missing)
        {
            entries.Add(new LegendEntry("no value", (canvas, box) =>
            {
                canvas.Rectangle(box, Palette.Missing, new Stroke(Palette.SoftInk, 0.6));
                if (crossed)
                {
                    CellGrid.Cross(canvas, box);
                }
            }, SwatchWidth));
        }

        if (entries.Count > 0)
        {
            page.Take(8);
            Legend.Draw(page, entries);
        }
    }
}
