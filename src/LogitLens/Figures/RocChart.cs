namespace LogitLens.Figures;

/// <summary>One receiver operating characteristic, from (0, 0) to (1, 1).</summary>
/// <param name="Name">The class, and its area under the curve with interval.</param>
/// <param name="FalsePositiveRates">Along the x axis.</param>
/// <param name="TruePositiveRates">Along the y axis.</param>
public sealed record RocTrace(string Name, IReadOnlyList<double> FalsePositiveRates, IReadOnlyList<double> TruePositiveRates);

/// <summary>ROC curves, one a class, on a square with the diagonal of a coin.</summary>
public sealed record RocChart
{
    private const double Side = 420;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The curves, in the legend's order.</summary>
    public required IReadOnlyList<RocTrace> Curves { get; init; }

    /// <summary>Draws the chart; curves without points are only named.</summary>
    /// <exception cref="ArgumentException">A curve's rates differ in number.</exception>
    public SvgDocument Draw()
    {
        foreach (RocTrace curve in Curves.Where(curve => curve.FalsePositiveRates.Count != curve.TruePositiveRates.Count))
        {
            string counts = $"{curve.FalsePositiveRates.Count} false and {curve.TruePositiveRates.Count} true positive rates";
            throw new ArgumentException($"curve {curve.Name} has {counts}");
        }

        Page page = new(Heading, Page.LeastWidth);
        if (!Curves.Any(curve => Points(curve).Any()))
        {
            return page.FinishEmpty("No curve to draw.");
        }

        Stroke diagonal = Stroke.Reference(0);
        IEnumerable<LegendEntry> names = Curves.Select((curve, index) => Legend.OfLine(curve.Name, StrokeOf(index)));
        Legend.Draw(page, [.. names, Legend.OfLine("chance (AUC 0.5)", diagonal)]);
        Axis falsePositives = Axis.Of([0, 1], "false positive rate", ValueFormat.Proportion);
        Axis truePositives = Axis.Of([0, 1], "true positive rate", ValueFormat.Proportion);
        CartesianPlot plot = new(page, falsePositives, truePositives, Side, Side);
        plot.DrawGrid(vertical: true);
        page.Canvas.Line(plot.X(0), plot.Y(0), plot.X(1), plot.Y(1), diagonal);
        for (int i = 0; i < Curves.Count; i++)
        {
            page.Canvas.Polyline(Points(Curves[i]).Select(point => (plot.X(point.X), plot.Y(point.Y))), StrokeOf(i));
        }

        plot.DrawAxes();
        return page.Finish("ROC curves: " + string.Join("; ", Curves.Select(curve => curve.Name)) + ".");
    }

    private static Stroke StrokeOf(int index) =>
        new(Palette.Category(index), 2, Stroke.Dashes[index / Palette.CategoryCount % Stroke.Dashes.Count]);

    private static IEnumerable<(double X, double Y)> Points(RocTrace curve) => curve.FalsePositiveRates
        .Zip(curve.TruePositiveRates)
        .Where(point => Finite.Is(point.First) && Finite.Is(point.Second))
        .Select(point => (Math.Clamp(point.First, 0, 1), Math.Clamp(point.Second, 0, 1)));
}
