namespace LogitLens.Figures;

/// <summary>The line where both values are equal, to read points against.</summary>
internal static class GuideLine
{
    // Labels keep this far from the line.
    private const double Clearance = 2;

    /// <summary>Draws the part that lies in the plot.</summary>
    public static void Draw(Canvas canvas, CartesianPlot plot, Stroke stroke)
    {
        (double from, double to) = Span(plot);
        canvas.Line(plot.X(from), plot.Y(from), plot.X(to), plot.Y(to), stroke);
    }

    /// <summary>Small boxes along that part, for labels to keep clear of.</summary>
    public static IEnumerable<Box> Boxes(CartesianPlot plot)
    {
        const int Pieces = 200;
        (double from, double to) = Span(plot);
        IEnumerable<double> places = Enumerable.Range(0, Pieces + 1).Select(i => from + ((to - from) * i / Pieces));
        return places.Select(value => new Box(plot.X(value) - Clearance, plot.Y(value) - Clearance, 2 * Clearance, 2 * Clearance));
    }

    private static (double From, double To) Span(CartesianPlot plot) =>
        (Math.Max(plot.XAxis.Minimum, plot.YAxis.Minimum), Math.Min(plot.XAxis.Maximum, plot.YAxis.Maximum));
}
