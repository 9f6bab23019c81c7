using LogitLens.Figures.Colours;
using LogitLens.Figures.Drawing;

namespace LogitLens.Figures.Grids;

/// <summary>The legend of what a colour bar does not say: hatched cells and cells without a value.</summary>
internal static class CellKey
{
    /// <summary>Draws the entries that apply, below what the page has so far.</summary>
    public static void Draw(Page page, ColourScale scale, string? muted, bool missing)
    {
        List<LegendEntry> entries = [];
        if (muted is not null)
        {
            entries.Add(new LegendEntry(muted, (canvas, box) =>
            {
                Box swatch = Swatch(box);
                canvas.Rectangle(swatch, CellGrid.Faded(scale.AtPlace(0.8)), new Stroke(Palette.SoftInk, 0.6));
                CellGrid.Hatch(canvas, swatch);
            }));
        }

        if (missing)
        {
            entries.Add(new LegendEntry("no value", (canvas, box) =>
            {
                Box swatch = Swatch(box);
                canvas.Rectangle(swatch, Palette.Missing, new Stroke(Palette.SoftInk, 0.6));
                CellGrid.Cross(canvas, swatch);
            }));
        }

        if (entries.Count > 0)
        {
            page.Take(8);
            Legend.Draw(page, entries);
        }
    }

    private static Box Swatch(Box box) => new(box.Right - 16, box.Top, 16, box.Height);
}
