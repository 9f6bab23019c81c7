using LogitLens.Figures.Axes;
using LogitLens.Figures.Colours;
using LogitLens.Figures.Drawing;

namespace LogitLens.Figures;

/// <summary>One whole, such as a dataset, by the counts of its parts.</summary>
public sealed record ShareBar(string Label, IReadOnlyList<int> Counts);

/// <summary>Wholes cut into shares, each a stacked bar from 0 to 100%, such as kinds of failure by dataset.</summary>
public sealed record ShareBars
{
    private const double BarHeight = 24;
    private const double Pitch = 34;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The names of the parts.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>The wholes, from the top.</summary>
    public required IReadOnlyList<ShareBar> Bars { get; init; }

    /// <summary>Draws the bars; one that counts nothing stays empty.</summary>
    /// <exception cref="ArgumentException">A bar has not one count a part.</exception>
    public SvgDocument Draw()
    {
        foreach (ShareBar bar in Bars.Where(bar => bar.Counts.Count != Parts.Count))
        {
            throw new ArgumentException($"bar {bar.Label} has {bar.Counts.Count} counts for {Parts.Count} parts");
        }

        Page page = new(Heading, 760);
        if (Bars.Count == 0 || Parts.Count == 0)
        {
            return page.FinishEmpty("No data to draw.");
        }

        Legend.Draw(page, [.. Parts.Select((part, index) => Legend.Swatch(part, Palette.Area(index)))]);
        Axis names = Axis.OfNames([.. Bars.Select(bar => bar.Label)], "") with { Minimum = Bars.Count - 0.5, Maximum = -0.5 };
        Axis shares = Axis.Of([0, 1], "share", ValueFormat.Percent);
        string[] totals = [.. Bars.Select(bar => $"n = {NumberText.Value(Total(bar), ValueFormat.Count)}")];
        double column = TextMeasure.Widest(totals, TextStyle.Label) + 14;
        CartesianPlot plot = new(page, shares, names, (Bars.Count * Pitch) + 4, page.Inner - CartesianPlot.Gutter(names) - 14 - column);
        plot.DrawGrid(vertical: true, horizontal: false);
        for (int i = 0; i < Bars.Count; i++)
        {
            DrawBar(page.Canvas, plot, Bars[i], plot.Y(i) - (BarHeight / 2));
            page.Canvas.Text(totals[i], page.Width - Page.Margin, plot.Y(i), TextStyle.Label.In(Palette.SoftInk), Anchor.End);
        }

        plot.DrawAxes();
        return page.Finish(string.Join(' ', Bars.Select(Describe)));
    }

    private void DrawBar(Canvas canvas, CartesianPlot plot, ShareBar bar, double top)
    {
        double total = Math.Max(1, Total(bar));
        double before = 0;
        for (int part = 0; part < Parts.Count; part++)
        {
            double share = bar.Counts[part] / total;
            double left = plot.X(before);
            Box box = new(left, top, plot.X(before + share) - left, BarHeight);
            Rgb colour = Palette.Area(part);
            string text = NumberText.Value(share, ValueFormat.Percent);
            if (bar.Counts[part] > 0)
            {
                canvas.Rectangle(box, colour, new Stroke(Rgb.White, 0.6), tooltip: $"{bar.Label}, {Parts[part]}: {bar.Counts[part]} ({text})");
            }

            if (TextMeasure.Width(text, TextStyle.Small) + 6 <= box.Width)
            {
                canvas.Text(text, box.CentreX, box.CentreY, TextStyle.Small.In(colour.TextColour()), Anchor.Middle);
            }

            before += share;
        }
    }

    private string Describe(ShareBar bar) =>
        $"{bar.Label}: " + string.Join(", ", Parts.Zip(bar.Counts, (part, count) => $"{part} {count}")) + ".";

    private static double Total(ShareBar bar) => bar.Counts.Sum(count => (double)count);
}
