using LogitLens.Figures.Axes;
using LogitLens.Figures.Colours;
using LogitLens.Figures.Drawing;

namespace LogitLens.Figures.Plots;

/// <summary>The bars of a chart in either direction.</summary>
internal sealed class Bars(BarChart chart)
{
    private const double Filled = 0.78;

    // The first colour is for a single series without negative values; with them, sign decides, as on the heatmaps' diverging scale.
    private readonly bool _signed = chart.Series.Count == 1 && chart.Series[0].Values.Any(value => value < 0);

    /// <summary>Draws standing bars, each with its value above where there is room for it.</summary>
    public void DrawStanding(Page page)
    {
        page.Take(12);
        CartesianPlot plot = new(page, Axis.OfNames(chart.Categories, chart.CategoryTitle), ValueAxis(), height: 340);
        plot.DrawGrid();
        foreach (Bar bar in All())
        {
            double left = plot.X(bar.From);
            double right = plot.X(bar.To);
            double top = plot.Y(Math.Max(bar.Value, 0));
            page.Canvas.Rectangle(new Box(left, top, right - left, plot.Y(Math.Min(bar.Value, 0)) - top), bar.Colour, tooltip: bar.Tooltip);
            if (bar.Interval is { } interval)
            {
                DrawWhisker(page.Canvas, (left + right) / 2, plot.Y(interval.Lower), (left + right) / 2, plot.Y(interval.Upper));
            }
        }

        plot.DrawReferences(chart.References, ofY: true);
        DrawZero(page.Canvas, plot.Area.Left, plot.Y(0), plot.Area.Right, plot.Y(0));
        plot.DrawAxes();
        DrawValuesAbove(page.Canvas, plot);
    }

    /// <summary>Draws lying bars, the first category on top; a single series has its values and intervals in a column at the right.</summary>
    public void DrawLying(Page page)
    {
        int count = chart.Categories.Count;
        Axis names = Axis.OfNames(chart.Categories, chart.CategoryTitle) with { Minimum = count - 0.5, Maximum = -0.5 };
        double band = Math.Max(21, (chart.Series.Count * 11) + 8);
        string[] texts = chart.Series.Count == 1 ? [.. All().Select(bar => bar.Text)] : [];
        double column = texts.Length == 0 ? 0 : TextMeasure.Widest(texts, TextStyle.Label) + 14;
        CartesianPlot plot = new(page, ValueAxis(), names, (count * band) + 8, page.Inner - CartesianPlot.Gutter(names) - 14 - column);
        plot.DrawGrid(vertical: true, horizontal: false);
        foreach (Bar bar in All())
        {
            double top = plot.Y(bar.From);
            double left = plot.X(Math.Min(bar.Value, 0));
            page.Canvas.Rectangle(new Box(left, top, plot.X(Math.Max(bar.Value, 0)) - left, plot.Y(bar.To) - top), bar.Colour, tooltip: bar.Tooltip);
            double middle = (top + plot.Y(bar.To)) / 2;
            if (bar.Interval is { } interval)
            {
                DrawWhisker(page.Canvas, plot.X(interval.Lower), middle, plot.X(interval.Upper), middle);
            }

            if (texts.Length > 0)
            {
                page.Canvas.Text(bar.Text, page.Width - Page.Margin, middle, TextStyle.Label.In(Palette.SoftInk), Anchor.End);
            }
        }

        plot.DrawReferences(chart.References, ofY: false);
        DrawZero(page.Canvas, plot.X(0), plot.Area.Top, plot.X(0), plot.Area.Bottom);
        plot.DrawAxes();
    }

    private static void DrawZero(Canvas canvas, double x1, double y1, double x2, double y2) => canvas.Line(x1, y1, x2, y2, Stroke.Axis);

    private static void DrawWhisker(Canvas canvas, double x1, double y1, double x2, double y2)
    {
        const double Cap = 3.5;
        Stroke stroke = new(Palette.Ink, 1.2);
        (double dx, double dy) = x1 == x2 ? (Cap, 0.0) : (0.0, Cap);
        canvas.Line(x1, y1, x2, y2, stroke);
        canvas.Line(x1 - dx, y1 - dy, x1 + dx, y1 + dy, stroke);
        canvas.Line(x2 - dx, y2 - dy, x2 + dx, y2 + dy, stroke);
    }

    private void DrawValuesAbove(Canvas canvas, CartesianPlot plot)
    {
        Bar[] bars = [.. All()];
        double slot = (plot.X(1) - plot.X(0)) * Filled / chart.Series.Count;
        if (TextMeasure.Widest(bars.Select(bar => bar.ShortText), TextStyle.Small) > slot)
        {
            return;
        }

        foreach (Bar bar in bars)
        {
            double end = bar.Value < 0 ? plot.Y(Math.Min(bar.Value, bar.Interval?.Lower ?? bar.Value)) + 8 : plot.Y(Math.Max(bar.Value, bar.Interval?.Upper ?? bar.Value)) - 8;
            if (end < plot.Area.Bottom - 6)
            {
                canvas.Text(bar.ShortText, (plot.X(bar.From) + plot.X(bar.To)) / 2, end, TextStyle.Small, Anchor.Middle);
            }
        }
    }

    private Axis ValueAxis()
    {
        IEnumerable<double> values = chart.Series.SelectMany(series => series.Values.Concat(series.Lower ?? []).Concat(series.Upper ?? []));
        return Axis.Of(values.Concat(chart.References.Select(line => line.Value)), chart.ValueTitle, chart.Format, fromZero: true);
    }

    private IEnumerable<Bar> All()
    {
        for (int s = 0; s < chart.Series.Count; s++)
        {
            BarSeries series = chart.Series[s];
            for (int i = 0; i < chart.Categories.Count; i++)
            {
                if (Finite.Is(series.Values[i]))
                {
                    yield return Make(series, s, i);
                }
            }
        }
    }

    private Bar Make(BarSeries series, int s, int i)
    {
        double value = series.Values[i];
        double width = Filled / chart.Series.Count;
        double from = i - (Filled / 2) + (s * width);
        (double, double)? interval = series.Lower is { } lower && series.Upper is { } upper && Finite.Is(lower[i]) && Finite.Is(upper[i]) ? (lower[i], upper[i]) : null;
        Rgb colour = _signed ? Palette.Signed(value) : Palette.Area(s);
        return new Bar(value, from, from + width, interval, colour, chart.Categories[i], chart.Format);
    }

    private readonly record struct Bar(double Value, double From, double To, (double Lower, double Upper)? Interval, Rgb Colour, string Name, ValueFormat Format)
    {
        public string ShortText => NumberText.Value(Value, Format);

        public string Text => Interval is { } interval
            ? $"{ShortText} [{NumberText.Value(interval.Lower, Format)}, {NumberText.Value(interval.Upper, Format)}]"
            : ShortText;

        public string Tooltip => $"{Name}: {Text}";
    }
}
