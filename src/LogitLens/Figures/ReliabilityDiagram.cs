using LogitLens.Figures.Axes;
using LogitLens.Figures.Colours;
using LogitLens.Figures.Drawing;

namespace LogitLens.Figures;

/// <summary>The predictions whose confidence falls in one interval.</summary>
/// <param name="From">Lower end of the confidence interval.</param>
/// <param name="To">Upper end of the confidence interval.</param>
/// <param name="Count">Predictions in it.</param>
/// <param name="MeanConfidence">Their mean confidence; ignored where there are none.</param>
/// <param name="Accuracy">Share of them that is right; ignored where there are none.</param>
/// <param name="Lower">Lower end of the accuracy's interval; null for none.</param>
/// <param name="Upper">Upper end of the accuracy's interval.</param>
public sealed record CalibrationBin(
    double From, double To, int Count, double MeanConfidence, double Accuracy, double? Lower = null, double? Upper = null);

/// <summary>Accuracy by confidence against the diagonal of perfect calibration, with the number of predictions below (Niculescu-Mizil and Caruana, 2005).</summary>
public sealed record ReliabilityDiagram
{
    private const double Side = 380;
    private const double HistogramHeight = 84;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The bins, of rising confidence.</summary>
    public required IReadOnlyList<CalibrationBin> Bins { get; init; }

    /// <summary>Draws the diagram.</summary>
    public SvgDocument Draw()
    {
        Page page = new(Heading, Page.LeastWidth);
        CalibrationBin[] filled = [.. Bins.Where(bin => bin.Count > 0 && Finite.Is(bin.MeanConfidence) && Finite.Is(bin.Accuracy))];
        if (filled.Length == 0)
        {
            return page.FinishEmpty("No predictions to draw.");
        }

        Stroke diagonal = new(Palette.Reference, 1.4, Stroke.ReferenceDash(0));
        Legend.Draw(page,
        [
            new LegendEntry("accuracy of the bin, with interval", (canvas, box) => Marker.Draw(canvas, 0, box.CentreX, box.CentreY, 4, Palette.Category(0))),
            Legend.Swatch("gap to its confidence", Gap),
            Legend.OfLine("perfect calibration", diagonal),
        ]);

        // Both plots share the x axis, and therefore the wider of the two gutters.
        Axis counts = Axis.Of(Bins.Select(bin => (double)bin.Count), "count", ValueFormat.Count, tickCount: 2);
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

    private static Rgb Gap { get; } = Palette.Category(1).Mix(Rgb.White, 0.65);

    private static void DrawBins(Canvas canvas, CartesianPlot plot, CalibrationBin[] bins)
    {
        foreach (CalibrationBin bin in bins)
        {
            double x = plot.X(Math.Clamp(bin.MeanConfidence, 0, 1));
            double right = plot.Y(Math.Clamp(bin.Accuracy, 0, 1));
            double confident = plot.Y(Math.Clamp(bin.MeanConfidence, 0, 1));
            canvas.Rectangle(new Box(x - 5, Math.Min(right, confident), 10, Math.Abs(right - confident)), Gap);
        }

        canvas.Polyline(bins.Select(bin => (plot.X(Math.Clamp(bin.MeanConfidence, 0, 1)), plot.Y(Math.Clamp(bin.Accuracy, 0, 1)))), new Stroke(Palette.Category(0), 1.6));
        foreach (CalibrationBin bin in bins)
        {
            double x = plot.X(Math.Clamp(bin.MeanConfidence, 0, 1));
            if (Finite.Is(bin.Lower) && Finite.Is(bin.Upper))
            {
                canvas.Line(x, plot.Y(Math.Clamp(bin.Lower!.Value, 0, 1)), x, plot.Y(Math.Clamp(bin.Upper!.Value, 0, 1)), new Stroke(Palette.Category(0), 1.6));
            }

            Marker.Draw(canvas, 0, x, plot.Y(Math.Clamp(bin.Accuracy, 0, 1)), 4, Palette.Category(0), Describe(bin));
        }
    }

    private void DrawHistogram(Canvas canvas, CartesianPlot plot)
    {
        foreach (CalibrationBin bin in Bins.Where(bin => bin.Count > 0))
        {
            double left = plot.X(Math.Clamp(bin.From, 0, 1));
            Box box = new(left, plot.Y(bin.Count), plot.X(Math.Clamp(bin.To, 0, 1)) - left, plot.Area.Bottom - plot.Y(bin.Count));
            canvas.Rectangle(box, Palette.Category(5), new Stroke(Rgb.White, 0.8), tooltip: Describe(bin));
        }
    }

    private static string Describe(CalibrationBin bin) =>
        $"Confidence {NumberText.Value(bin.From, ValueFormat.Proportion)} to {NumberText.Value(bin.To, ValueFormat.Proportion)}: "
        + $"accuracy {NumberText.Value(bin.Accuracy, ValueFormat.Proportion)}, n = {bin.Count}.";
}
