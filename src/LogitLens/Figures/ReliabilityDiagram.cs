using LogitLens.Statistics;

namespace LogitLens.Figures;

/// <summary>
/// Accuracy by confidence against the diagonal of perfect calibration (Niculescu-Mizil and Caruana, 2005), with the number of predictions
/// below.
/// </summary>
public sealed record ReliabilityDiagram
{
    private const double Side = 430;
    private const double HistogramHeight = 84;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The bins, of rising confidence.</summary>
    public required IReadOnlyList<ReliabilityBin> Bins { get; init; }

    /// <summary>Draws the diagram.</summary>
    public SvgDocument Draw()
    {
        Page page = new(Heading, Page.LeastWidth);
        ReliabilityBin[] filled = [.. Bins.Where(bin => Finite.Is(bin.MeanConfidence) && Finite.Is(bin.Accuracy.Value))];
        if (filled.Length == 0)
        {
            return page.FinishEmpty("No predictions to draw.");
        }

        Stroke diagonal = Stroke.Reference(0);
        Legend.Draw(page,
        [
            new LegendEntry("accuracy of the bin, with interval", DrawSample, LegendEntry.AreaWidth),
            Legend.Swatch("gap to its confidence", Gap),
            Legend.OfLine("perfect calibration", diagonal),
        ]);

        // Both plots share the x axis, and therefore the wider of the two gutters.
        Axis counts = Axis.Of(Bins.Select(bin => (double)bin.Accuracy.N), "count", ValueFormat.Count, tickCount: 2);
        Axis accuracy = Axis.Of([0, 1], "accuracy", ValueFormat.Proportion);
        double gutter = Math.Max(CartesianPlot.Gutter(counts), CartesianPlot.Gutter(accuracy));
        CartesianPlot upper = new(page, new Axis(0, 1, [], ""), accuracy, Side, Side, gutter);
        CartesianPlot lower = new(page, Axis.Of([0, 1], "confidence", ValueFormat.Proportion), counts, HistogramHeight, Side, gutter);
        upper.DrawGrid();
        page.Canvas.Line(upper.X(0), upper.Y(0), upper.X(1), upper.Y(1), diagonal);
        DrawBins(page.Canvas, upper, filled);
        upper.DrawAxes();
        DrawHistogram(page.Canvas, lower);
        lower.DrawAxes();
        return page.Finish("Reliability diagram. " + string.Join(' ', filled.Select(Describe)));
    }

    private static void DrawSample(Canvas canvas, Box box) => Marker.Draw(canvas, 0, box.CentreX, box.CentreY, 4, Palette.Category(0));

    private static Rgb Gap { get; } = Palette.Category(1).Mix(Rgb.White, 0.65);

    private static void DrawBins(Canvas canvas, CartesianPlot plot, ReliabilityBin[] bins)
    {
        Stroke stroke = new(Palette.Category(0), 1.6);
        foreach (ReliabilityBin bin in bins)
        {
            double accurate = Y(bin.Accuracy.Value!.Value);
            double confident = Y(bin.MeanConfidence!.Value);
            canvas.Rectangle(new Box(X(bin) - 5, Math.Min(accurate, confident), 10, Math.Abs(accurate - confident)), Gap);
        }

        canvas.Polyline(bins.Select(bin => (X(bin), Y(bin.Accuracy.Value!.Value))), stroke);
        foreach (ReliabilityBin bin in bins)
        {
            if (bin.Accuracy.Interval is { } interval)
            {
                canvas.Line(X(bin), Y(interval.Low), X(bin), Y(interval.High), stroke);
            }

            Marker.Draw(canvas, 0, X(bin), Y(bin.Accuracy.Value!.Value), 4, Palette.Category(0), Describe(bin));
        }

        double X(ReliabilityBin bin) => plot.X(Math.Clamp(bin.MeanConfidence!.Value, 0, 1));
        double Y(double share) => plot.Y(Math.Clamp(share, 0, 1));
    }

    private void DrawHistogram(Canvas canvas, CartesianPlot plot)
    {
        foreach (ReliabilityBin bin in Bins.Where(bin => bin.Accuracy.N > 0))
        {
            double left = plot.X(Math.Clamp(bin.Low, 0, 1));
            Box box = new(left, plot.Y(bin.Accuracy.N), plot.X(Math.Clamp(bin.High, 0, 1)) - left, plot.Area.Bottom - plot.Y(bin.Accuracy.N));
            canvas.Rectangle(box, Palette.Category(5), new Stroke(Rgb.White, 0.8), tooltip: Describe(bin));
        }
    }

    private static string Describe(ReliabilityBin bin) =>
        $"Confidence {NumberText.Value(bin.Low, ValueFormat.Proportion)} to {NumberText.Value(bin.High, ValueFormat.Proportion)}: "
        + $"accuracy {NumberText.Value(bin.Accuracy.Value ?? double.NaN, ValueFormat.Proportion)}, n = {bin.Accuracy.N}.";
}
