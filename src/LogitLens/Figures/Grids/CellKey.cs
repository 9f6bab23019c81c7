namespace LogitLens.Figures;

/// <summary>The legend of what a colour bar does not say: hatched cells and cells without a value.</summary>
internal static class CellKey
{
    /// <summary>What a cell without a value means, where nothing else is known.</summary>
    public const string NoValue = "no value";

    private const double SwatchWidth = 16;

    /// <summary>Draws the entries that apply, below what the page has so far.</summary>
    /// <param name="muted">What a faded and hatched cell means; null where there is none.</param>
    /// <param name="missing">What a cell without a value means; null where there is none.</param>
    /// <param name="crossed">Whether those are crossed out: small cells are not, nor those with text.</param>
    public static void Draw(Page page, string? muted, string? missing, bool crossed = true)
    {
        List<LegendEntry> entries = [];
        if (muted is not null)
        {
            entries.Add(Legend.Muted(muted));
        }

        if (missing is not null)
        {
            entries.Add(new LegendEntry(missing, (canvas, box) =>
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
