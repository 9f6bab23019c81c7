using LogitLens.Figures.Axes;
using LogitLens.Figures.Colours;
using LogitLens.Figures.Drawing;

namespace LogitLens.Figures;

/// <summary>One series of a line chart with its colour, dashes and marker.</summary>
internal sealed class LineTrace
{
    private readonly LineSeries _series;
    private readonly int _marker;
    private readonly Rgb _colour;
    private readonly Stroke _stroke;

    public LineTrace(LineSeries series, int index)
    {
        Require(series.Y.Count, nameof(series.Y));
        Require(series.Lower?.Count ?? series.X.Count, nameof(series.Lower));
        Require(series.Upper?.Count ?? series.X.Count, nameof(series.Upper));
        _series = series;
        _marker = index;
        int colour = series.Colour ?? index;
        _colour = Palette.Category(colour);
        int round = colour / Palette.CategoryCount * 2;
        _stroke = new Stroke(_colour, 2, Stroke.Dashes[(round + (series.Dashed ? 1 : 0)) % Stroke.Dashes.Count]);

        void Require(int count, string list)
        {
            if (count != series.X.Count)
            {
                throw new ArgumentException($"series {series.Name}: {list} has {count} values, X has {series.X.Count}");
            }
        }
    }

    /// <summary>The points that can be drawn.</summary>
    public IEnumerable<(double X, double Y)> Points =>
        _series.X.Zip(_series.Y).Where(point => Finite.Is(point.First) && Finite.Is(point.Second));

    /// <summary>Everything that the y axis has to hold.</summary>
    public IEnumerable<double> Values => Points.Select(point => point.Y).Concat(_series.Lower ?? []).Concat(_series.Upper ?? []);

    public LegendEntry LegendEntry() => new(_series.Name, (canvas, box) =>
    {
        canvas.Line(box.Left, box.CentreY, box.Right, box.CentreY, _stroke);
        Marker.Draw(canvas, _marker, box.CentreX, box.CentreY, 3.6, _colour);
    });

    /// <summary>Shades the intervals: a band over neighbouring points, a bar at a point that stands alone.</summary>
    public void DrawBand(Canvas canvas, CartesianPlot plot)
    {
        if (_series.Lower is not { } lower || _series.Upper is not { } upper)
        {
            return;
        }

        foreach (Range run in Runs(i => Finite.Is(_series.X[i]) && Finite.Is(lower[i]) && Finite.Is(upper[i])))
        {
            int[] indices = [.. Enumerable.Range(0, _series.X.Count).Take(run)];
            IEnumerable<(double, double)> there = indices.Select(i => (plot.X(_series.X[i]), plot.Y(upper[i])));
            IEnumerable<(double, double)> back = indices.Reverse().Select(i => (plot.X(_series.X[i]), plot.Y(lower[i])));
            if (indices.Length > 1)
            {
                canvas.Polygon(there.Concat(back), _colour, opacity: 0.16);
            }
            else
            {
                canvas.Polyline(there.Concat(back), new Stroke(_colour, 1.4));
            }
        }
    }

    /// <summary>Draws the line with its gaps, and the markers; a point without neighbours always has one.</summary>
    public void DrawLine(Canvas canvas, CartesianPlot plot, bool markers)
    {
        foreach (Range run in Runs(i => Finite.Is(_series.X[i]) && Finite.Is(_series.Y[i])))
        {
            (double X, double Y)[] points = [.. _series.X.Zip(_series.Y).Take(run)];
            if (points.Length > 1)
            {
                canvas.Polyline(points.Select(point => (plot.X(point.X), plot.Y(point.Y))), _stroke);
            }

            foreach ((double x, double y) in markers || points.Length == 1 ? points : [])
            {
                string tooltip = $"{_series.Name}: {NumberText.Value(x, ValueFormat.Number)}, {NumberText.Value(y, ValueFormat.Number)}";
                Marker.Draw(canvas, _marker, plot.X(x), plot.Y(y), 3.6, _colour, tooltip);
            }
        }
    }

    public string Describe(ValueFormat format)
    {
        (double X, double Y)[] points = [.. Points];
        return points.Length == 0
            ? $"{_series.Name}: no values."
            : $"{_series.Name}: {NumberText.Value(points[0].Y, format)} at the start, {NumberText.Value(points[^1].Y, format)} at the end, "
                + $"between {NumberText.Value(points.Min(point => point.Y), format)} and {NumberText.Value(points.Max(point => point.Y), format)}.";
    }

    /// <summary>Maximal runs of neighbouring points that pass the test.</summary>
    private IEnumerable<Range> Runs(Func<int, bool> holds)
    {
        int start = 0;
        for (int i = 0; i <= _series.X.Count; i++)
        {
            if (i == _series.X.Count || !holds(i))
            {
                if (i > start)
                {
                    yield return start..i;
                }

                start = i + 1;
            }
        }
    }
}
