namespace LogitLens.Figures;

/// <summary>The bars of a chart in either direction.</summary>
internal sealed class Bars(BarChart chart)
{
    private const double WidestStanding = 84;
    private const double MostFilled = 0.78;

    // Between a value's middle and the end of its whisker, or a reference line.
    private const double Clearance = 8;

    // How much of a category's band its bars fill; few standing bars would otherwise be very fat.
    private readonly double _filled = chart.Horizontal
        ? MostFilled
        : Math.Min(MostFilled, WidestStanding * chart.Series.Count * chart.Categories.Count / 640);

    // The first colour is for a single series without negative values; with them, sign decides, as on the heatmaps' diverging scale.
    private readonly bool _signed = chart.Signed || (chart.Series.Count == 1 && chart.Series[0].Values.Any(estimate => estimate.Value < 0));

    private readonly Func<double, string> _text =
        NumberText.Alike(chart.Series.SelectMany(series => series.Values.Select(estimate => estimate.Value ?? double.NaN)), chart.Format);

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
            DrawBar(page.Canvas, new Box(left, top, right - left, plot.Y(Math.Min(bar.Value, 0)) - top), bar);
            if (bar.Interval is { } interval)
            {
                double middle = (left + right) / 2;
                DrawWhisker(page.Canvas, middle, plot.Y(interval.Lower), middle, plot.Y(interval.Upper), right - left);
            }
        }

        plot.DrawReferences(chart.References, ofY: true);
        DrawZero(page.Canvas, plot.Area.Left, plot.Y(0), plot.Area.Right, plot.Y(0));
        plot.DrawAxes();
        DrawValuesAbove(page.Canvas, plot);
    }

    /// <summary>Draws lying bars from the top; a single series has its values and intervals in a column at the right.</summary>
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
            Box box = new(left, top, plot.X(Math.Max(bar.Value, 0)) - left, plot.Y(bar.To) - top);
            DrawBar(page.Canvas, box, bar);
            double middle = (top + plot.Y(bar.To)) / 2;
            if (bar.Interval is { } interval)
            {
                DrawWhisker(page.Canvas, plot.X(interval.Lower), middle, plot.X(interval.Upper), middle, plot.Y(bar.To) - top);
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

    private static void DrawBar(Canvas canvas, Box box, Bar bar)
    {
        canvas.Rectangle(box, bar.Muted ? Hatching.Faded(bar.Colour) : bar.Colour, tooltip: bar.Tooltip);
        if (bar.Muted)
        {
            Hatching.Draw(canvas, box, Hatching.Faded(bar.Colour));
        }
    }

    private static void DrawZero(Canvas canvas, double x1, double y1, double x2, double y2) => canvas.Line(x1, y1, x2, y2, Stroke.Axis);

    private static void DrawWhisker(Canvas canvas, double x1, double y1, double x2, double y2, double barWidth)
    {
        double cap = Math.Min(3.5, 0.35 * barWidth);
        Stroke stroke = new(Palette.Ink, 1.2);
        (double dx, double dy) = x1 == x2 ? (cap, 0.0) : (0.0, cap);
        canvas.Line(x1, y1, x2, y2, stroke);
        canvas.Line(x1 - dx, y1 - dy, x1 + dx, y1 + dy, stroke);
        canvas.Line(x2 - dx, y2 - dy, x2 + dx, y2 + dy, stroke);
    }

    private void DrawValuesAbove(Canvas canvas, CartesianPlot plot)
    {
        Bar[] bars = [.. All()];
        double slot = (plot.X(1) - plot.X(0)) * _filled / chart.Series.Count;
        if (TextMeasure.Widest(bars.Select(bar => bar.ShortText), TextStyle.Small) > slot)
        {
            return;
        }

        foreach (Bar bar in bars)
        {
            double end = ClearOfLines(plot, bar.Value < 0
                ? plot.Y(Math.Min(bar.Value, bar.Interval?.Lower ?? bar.Value)) + Clearance
                : plot.Y(Math.Max(bar.Value, bar.Interval?.Upper ?? bar.Value)) - Clearance, bar.Value < 0 ? 1 : -1);
            if (end < plot.Area.Bottom - 6)
            {
                canvas.Text(bar.ShortText, (plot.X(bar.From) + plot.X(bar.To)) / 2, end, TextStyle.Small with { Rim = Rgb.White }, Anchor.Middle);
            }
        }
    }

    // Further out where a reference line would run through the number.
    private double ClearOfLines(CartesianPlot plot, double y, int outwards)
    {
        double[] lines = [.. chart.References.Where(line => Finite.Is(line.Value)).Select(line => plot.Y(line.Value))];
        double place = y;
        for (int tries = 0; tries <= lines.Length && lines.Any(line => Math.Abs(line - place) < Clearance - 1); tries++)
        {
            place = lines.Where(line => Math.Abs(line - place) < Clearance - 1).Average() + (outwards * Clearance);
        }

        return place;
    }

    private Axis ValueAxis()
    {
        IEnumerable<double> values = chart.Series.SelectMany(series => series.Values).SelectMany(
            estimate => (double[])[estimate.Value ?? double.NaN, estimate.Interval?.Low ?? double.NaN, estimate.Interval?.High ?? double.NaN]);
        return Axis.Of(values.Concat(chart.References.Select(line => line.Value)), chart.ValueTitle, chart.Format, fromZero: true);
    }

    private IEnumerable<Bar> All()
    {
        for (int s = 0; s < chart.Series.Count; s++)
        {
            BarSeries series = chart.Series[s];
            for (int i = 0; i < chart.Categories.Count; i++)
            {
                if (Finite.Is(series.Values[i].Value))
                {
                    yield return Make(series, s, i);
                }
            }
        }
    }

    private Bar Make(BarSeries series, int s, int i)
    {
        double value = series.Values[i].Value!.Value;
        double width = _filled / chart.Series.Count;
        double from = i - (_filled / 2) + (s * width);
        (double, double)? interval =
            series.Values[i].Interval is { } ends && Finite.Is(ends.Low) && Finite.Is(ends.High) ? (ends.Low, ends.High) : null;
        Rgb colour = _signed ? Palette.Signed(value) : (series.Styles?[i] ?? series.Style)?.Ink ?? Palette.Area(s);
        return new Bar(value, from, from + width, interval, colour, series.Muted?[i] ?? false, chart.Categories[i], _text);
    }

    private readonly record struct Bar(
        double Value, double From, double To, (double Lower, double Upper)? Interval, Rgb Colour, bool Muted, string Name,
        Func<double, string> Write)
    {
        public string ShortText => Write(Value);

        public string Text => Interval is { } interval
            ? $"{ShortText} [{Write(interval.Lower)}, {Write(interval.Upper)}]"
            : ShortText;

        public string Tooltip => $"{Name}: {Text}";
    }
}
