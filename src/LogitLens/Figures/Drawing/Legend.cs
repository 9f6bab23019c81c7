namespace LogitLens.Figures;

/// <summary>One entry of a legend: a sample, drawn within the box that it is given, and its name.</summary>
internal sealed record LegendEntry(string Name, Action<Canvas, Box> DrawSample, double SampleWidth = LegendEntry.LineWidth)
{
    /// <summary>Width of a line's sample, with room for a dash pattern.</summary>
    public const double LineWidth = 26;

    /// <summary>Width of a sample that is an area or a point.</summary>
    public const double AreaWidth = 14;
}

/// <summary>Samples and names in rows above a plot, where they cannot cover data.</summary>
internal static class Legend
{
    private const double Gap = 20;
    private const double RowHeight = 18;

    /// <summary>Draws the entries from the page's top, in as many rows as they need.</summary>
    public static void Draw(Page page, IReadOnlyList<LegendEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        double left = Page.Margin;
        double right = page.Width - Page.Margin;
        double x = left;
        double y = page.Take(RowHeight) + (RowHeight / 2);
        foreach (LegendEntry entry in entries)
        {
            string name = TextMeasure.Clip(NameOf(entry), TextStyle.Label, right - left - entry.SampleWidth - 6);
            double width = entry.SampleWidth + 6 + TextMeasure.Width(name, TextStyle.Label);
            if (x > left && x + width > right)
            {
                x = left;
                y = page.Take(RowHeight) + (RowHeight / 2);
            }

            entry.DrawSample(page.Canvas, new Box(x, y - 6, entry.SampleWidth, 12));
            page.Canvas.Text(name, x + entry.SampleWidth + 6, y, TextStyle.Label);
            x += width + Gap;
        }

        page.Take(8);
    }

    /// <summary>Reference lines with a value, each with a dash pattern of its own.</summary>
    public static IEnumerable<(ReferenceLine Line, Stroke Stroke)> Strokes(IReadOnlyList<ReferenceLine> lines) =>
        lines.Where(line => Finite.Is(line.Value)).Select((line, index) => (line, Stroke.Reference(index)));

    /// <summary>Entries for reference lines, as <see cref="Strokes"/> has them.</summary>
    public static IEnumerable<LegendEntry> Entries(IReadOnlyList<ReferenceLine> lines) =>
        Strokes(lines).Select(drawn => OfLine(drawn.Line.Label, drawn.Stroke));

    /// <summary>An entry for a plain line.</summary>
    public static LegendEntry OfLine(string name, Stroke stroke) =>
        new(name, (canvas, box) => canvas.Line(box.Left, box.CentreY, box.Right, box.CentreY, stroke));

    /// <summary>An entry for an area of one colour.</summary>
    public static LegendEntry Swatch(string name, Rgb colour) =>
        new(name, (canvas, box) => canvas.Rectangle(box, colour), LegendEntry.AreaWidth);

    /// <summary>The entry for what is faded and hatched, whatever its colour.</summary>
    public static LegendEntry Muted(string name) => new(name, (canvas, box) =>
    {
        Rgb faded = Hatching.Faded(Palette.Reference);
        canvas.Rectangle(box, faded);
        Hatching.Draw(canvas, box, faded);
    }, LegendEntry.AreaWidth + 2);

    private static string NameOf(LegendEntry entry) => DrawableText.Label(entry.Name) is { Length: > 0 } name ? name : "(no name)";
}
