using LogitLens.Statistics;

namespace LogitLens.Figures;

/// <summary>One series of a line chart with its colour, dashes and marker.</summary>
internal sealed record LineTrace
{
    private const double BandOpacity = 0.13;

    private readonly LineSeries _series;
    private readonly int _marker;
    private readonly Rgb _colour;
    private readonly Stroke _stroke;

    public LineTrace(LineSeries series, int index)
    {
        if (series.Values.Count != series.X.Count)
        {
            throw new ArgumentException($"series {series.Name} has {series.Values.Count} values, X has {series.X.Count}");
        }

        SeriesStyle style = series.Style ?? SeriesStyle.Of(index);
        _series = series;
        _marker = series.Style is null ? index : style.Colour;
        _colour = style.Ink;
        _stroke = style.Line;
    }

    /// <summary>The panel that it stands in; null for all of them.</summary>
    public string? Panel => _series.Panel;

    /// <summary>The points that can be drawn.</summary>
    public IEnumerable<(double X, double Y)> Points => Indices.Where(HasPoint).Select(i => (_series.X[i], Y(i)));

    /// <summary>Everything that the y axis has to hold.</summary>
    public IEnumerable<double> Values =>
        Points.Select(point => point.Y).Concat(Indices.Where(HasBand).SelectMany(i => new[] { Interval(i).Low, Interval(i).High }));

    private IEnumerable<int> Indices => Enumerable.Range(0, _series.X.Count);

    public LegendEntry LegendEntry() => new(_series.Name, (canvas, box) =>
    {
        canvas.Line(box.Left, box.CentreY, box.Right, box.CentreY, _stroke);
        Marker.Draw(canvas, _marker, box.CentreX, box.CentreY, 3.6, _colour);
    });

    /// <summary>Whether any point has an interval.</summary>
    public bool HasIntervals => Indices.Any(HasBand);

    /// <summary>How far to the right of its places it is drawn, in pixels, so that whiskers do not cover one another.</summary>
    public double Shift { get; init; }

    /// <summary>Shades the intervals, with an edge by which bands that cross can be told apart; a bar at a point that stands alone.</summary>
    public void DrawBand(Canvas canvas, CartesianPlot plot)
    {
        Stroke edge = new(_colour.Mix(Rgb.White, 0.45), 0.8);
        foreach (int[] run in Runs(HasBand))
        {
            (double X, double Y)[] upper = [.. run.Select(i => (plot.X(_series.X[i]), plot.Y(Interval(i).High)))];
            (double X, double Y)[] lower = [.. run.Select(i => (plot.X(_series.X[i]), plot.Y(Interval(i).Low)))];
            if (run.Length > 1)
            {
                canvas.Polygon(upper.Concat(lower.Reverse()), _colour, BandOpacity);
                canvas.Polyline(upper, edge);
                canvas.Polyline(lower, edge);
            }
            else
            {
                canvas.Polyline([upper[0], lower[0]], new Stroke(_colour, 1.4));
            }
        }
    }

    /// <summary>Draws the intervals as whiskers: where several bands would cover one another.</summary>
    public void DrawWhiskers(Canvas canvas, CartesianPlot plot)
    {
        Stroke stroke = new(_colour, 1.3);
        foreach (int i in Indices.Where(HasBand))
        {
            (double x, double low, double high) = (PixelX(plot, i), plot.Y(Interval(i).Low), plot.Y(Interval(i).High));
            canvas.Line(x, low, x, high, stroke);
            canvas.Line(x - 2.5, low, x + 2.5, low, stroke);
            canvas.Line(x - 2.5, high, x + 2.5, high, stroke);
        }
    }

    /// <summary>Draws the line with its gaps, and the markers; a point without neighbours always has one.</summary>
    public void DrawLine(Canvas canvas, CartesianPlot plot, bool markers)
    {
        foreach (int[] run in Runs(HasPoint))
        {
            if (run.Length > 1)
            {
                canvas.Polyline(run.Select(i => (PixelX(plot, i), plot.Y(Y(i)))), _stroke);
            }

            foreach (int i in markers || run.Length == 1 ? run : [])
            {
                string tooltip = $"{_series.Name}: {NumberText.Value(_series.X[i], ValueFormat.Number)}, {NumberText.Value(Y(i), ValueFormat.Number)}";
                Marker.Draw(canvas, _marker, PixelX(plot, i), plot.Y(Y(i)), 3.6, _colour, tooltip);
            }
        }
    }

    public string Describe(ValueFormat format)
    {
        (double X, double Y)[] points = [.. Points];
        return points.Length == 0
            ? $"{_series.Name}: no values."
            : $"{_series.Name}: {Write(points[0].Y)} at the start, {Write(points[^1].Y)} at the end, "
                + $"between {Write(points.Min(point => point.Y))} and {Write(points.Max(point => point.Y))}.";

        string Write(double value) => NumberText.Value(value, format);
    }

    private double PixelX(CartesianPlot plot, int index) => plot.X(_series.X[index]) + Shift;

    private double Y(int index) => _series.Values[index].Value ?? double.NaN;

    private Interval Interval(int index) => _series.Values[index].Interval!.Value;

    private bool HasPoint(int index) => Finite.Is(_series.X[index]) && Finite.Is(Y(index));

    private bool HasBand(int index) =>
        Finite.Is(_series.X[index]) && _series.Values[index].Interval is { } interval && Finite.Is(interval.Low) && Finite.Is(interval.High);

    /// <summary>Maximal runs of neighbouring points that pass the test.</summary>
    private IEnumerable<int[]> Runs(Func<int, bool> holds)
    {
        int start = 0;
        for (int i = 0; i <= _series.X.Count; i++)
        {
            if (i == _series.X.Count || !holds(i))
            {
                if (i > start)
                {
                    yield return [.. Enumerable.Range(start, i - start)];
                }

                start = i + 1;
            }
        }
    }
}
