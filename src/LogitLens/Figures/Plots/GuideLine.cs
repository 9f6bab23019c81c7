using LogitLens.Figures.Axes;
using LogitLens.Figures.Drawing;

namespace LogitLens.Figures.Plots;

/// <summary>A straight line to read points against.</summary>
internal sealed record GuideLine(double Slope, double Intercept)
{
    // Labels keep this far from the line.
    private const double Clearance = 2;

    /// <summary>Where both values are equal.</summary>
    public static GuideLine Diagonal { get; } = new(1, 0);

    /// <summary>The line with the least squared vertical distances; null where all points share one x.</summary>
    public static GuideLine? LeastSquares(IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] all = [.. points];
        double meanX = all.Average(point => point.X);
        double meanY = all.Average(point => point.Y);
        double variance = all.Sum(point => (point.X - meanX) * (point.X - meanX));
        if (variance == 0)
        {
            return null;
        }

        double slope = all.Sum(point => (point.X - meanX) * (point.Y - meanY)) / variance;
        return new GuideLine(slope, meanY - (slope * meanX));
    }

    /// <summary>Draws the part that lies in the plot.</summary>
    public void Draw(Canvas canvas, CartesianPlot plot, Stroke stroke)
    {
        if (Span(plot) is { } span)
        {
            canvas.Line(plot.X(span.From), plot.Y(At(span.From)), plot.X(span.To), plot.Y(At(span.To)), stroke);
        }
    }

    /// <summary>Small boxes along the part that lies in the plot, for labels to keep clear of.</summary>
    public IEnumerable<Box> Boxes(CartesianPlot plot)
    {
        const int Pieces = 200;
        if (Span(plot) is not { } span)
        {
            return [];
        }

        IEnumerable<double> places = Enumerable.Range(0, Pieces + 1).Select(i => span.From + ((span.To - span.From) * i / Pieces));
        return places.Select(x => new Box(plot.X(x) - Clearance, plot.Y(At(x)) - Clearance, 2 * Clearance, 2 * Clearance));
    }

    private double At(double x) => (Slope * x) + Intercept;

    private (double From, double To)? Span(CartesianPlot plot)
    {
        (double from, double to) = (plot.XAxis.Minimum, plot.XAxis.Maximum);
        if (Slope != 0)
        {
            double atBottom = (plot.YAxis.Minimum - Intercept) / Slope;
            double atTop = (plot.YAxis.Maximum - Intercept) / Slope;
            (from, to) = (Math.Max(from, Math.Min(atBottom, atTop)), Math.Min(to, Math.Max(atBottom, atTop)));
        }

        return from < to ? (from, to) : null;
    }
}
