using LogitLens.Figures.Axes;
using LogitLens.Figures.Drawing;

namespace LogitLens.Figures;

/// <summary>Lines over layers, shots or steps, with interval bands and reference lines.</summary>
public sealed record LineChart
{
    // Beyond this many points a marker on each would hide the line.
    private const int MostMarkers = 30;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The lines, in the legend's order.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>What the x axis counts.</summary>
    public required string XTitle { get; init; }

    /// <summary>What the y axis measures.</summary>
    public required string YTitle { get; init; }

    /// <summary>How y values are written, and whether their axis goes from 0 to 1.</summary>
    public ValueFormat YFormat { get; init; } = ValueFormat.Number;

    /// <summary>The y axis's interval, if no value lies outside; null for round ends around the values.</summary>
    public (double Minimum, double Maximum)? YRange { get; init; }

    /// <summary>Places to label on the x axis; null for round ones.</summary>
    public IReadOnlyList<AxisTick>? XTicks { get; init; }

    /// <summary>Horizontal dashed lines, such as baselines.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Vertical dashed lines, such as a critical layer.</summary>
    public IReadOnlyList<ReferenceLine> VerticalReferences { get; init; } = [];

    /// <summary>Draws the chart; NaN and infinite values are gaps.</summary>
    /// <exception cref="ArgumentException">The lists of a series differ in length.</exception>
    public SvgDocument Draw()
    {
        IReadOnlyList<LineTrace> traces = [.. Series.Select((series, index) => new LineTrace(series, index))];
        Page page = new(Heading, 760);
        if (!traces.Any(trace => trace.Points.Any()))
        {
            return page.FinishEmpty("No data to draw.");
        }

        Axis x = Axis.OfSteps(
            traces.SelectMany(trace => trace.Points).Select(point => point.X).Concat(VerticalReferences.Select(line => line.Value)), XTitle, XTicks);
        Axis y = Axis.Of(
            traces.SelectMany(trace => trace.Values).Concat(References.Select(line => line.Value)), YTitle, YFormat, YRange);
        Legend.Draw(page, [.. traces.Select(trace => trace.LegendEntry()), .. Legend.Entries([.. References, .. VerticalReferences])]);
        CartesianPlot plot = new(page, x, y, height: 380);
        plot.DrawGrid();
        foreach (LineTrace trace in traces)
        {
            trace.DrawBand(page.Canvas, plot);
        }

        DrawReferences(page.Canvas, plot);
        bool markers = traces.Max(trace => trace.Points.Count()) <= MostMarkers;
        foreach (LineTrace trace in traces)
        {
            trace.DrawLine(page.Canvas, plot, markers);
        }

        plot.DrawAxes();
        return page.Finish(Describe(traces));
    }

    // Both directions share one run of dash patterns, as the legend does.
    private void DrawReferences(Canvas canvas, CartesianPlot plot)
    {
        int horizontal = Legend.Strokes(References).Count();
        int index = 0;
        foreach ((ReferenceLine line, Stroke stroke) in Legend.Strokes([.. References, .. VerticalReferences]))
        {
            plot.DrawReference(line.Value, stroke, ofY: index++ < horizontal);
        }
    }

    private string Describe(IReadOnlyList<LineTrace> traces) =>
        $"Line chart of {YTitle} by {XTitle}. " + string.Join(' ', traces.Select(trace => trace.Describe(YFormat)));
}
