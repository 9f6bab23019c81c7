using LogitLens.Statistics;

namespace LogitLens.Figures;

/// <summary>One line of a chart; an estimate without a value leaves a gap, and one with an interval has a band.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Where the points stand: layers, shots, steps.</param>
/// <param name="Values">Their values.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<Estimate> Values)
{
    /// <summary>A line of plain numbers, without intervals; NaN leaves a gap.</summary>
    public LineSeries(string name, IReadOnlyList<double> x, IEnumerable<double> values)
        : this(name, x, [.. values.Select(value => new Estimate(value, null, 0))])
    {
    }

    /// <summary>What sets it apart; null for the next colour.</summary>
    public SeriesStyle? Style { get; init; }

    /// <summary>The panel that it stands in; null for all of them.</summary>
    public string? Panel { get; init; }
}

/// <summary>Lines over layers, shots or steps, with interval bands and reference lines.</summary>
public sealed record LineChart
{
    // Beyond this many points a marker on each would hide the line.
    private const int MostMarkers = 30;

    // More bands than this cover one another; whiskers that stand side by side do not.
    private const int MostBands = 2;
    private const double WhiskerPitch = 7;

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

    /// <summary>Places to label on the x axis; null for round ones.</summary>
    public IReadOnlyList<AxisTick>? XTicks { get; init; }

    /// <summary>Horizontal dashed lines, such as baselines.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Lines of text below the chart.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Draws the chart, its panels below one another; values that are missing are gaps.</summary>
    /// <exception cref="ArgumentException">The lists of a series differ in length.</exception>
    public SvgDocument Draw()
    {
        LineTrace[] traces = [.. Series.Select((series, index) => new LineTrace(series, index))];
        Page page = new(Heading, 760);
        if (!traces.Any(trace => trace.Points.Any()))
        {
            return page.FinishEmpty("No data to draw.");
        }

        Axis x = Axis.OfSteps(traces.SelectMany(trace => trace.Points).Select(point => point.X), XTitle, XTicks);
        Axis y = Axis.Of(traces.SelectMany(trace => trace.Values).Concat(References.Select(line => line.Value)), YTitle, YFormat);
        string[] panels = [.. traces.Select(trace => trace.Panel).OfType<string>().Distinct()];
        LegendEntry[] names = [.. traces.Select(trace => trace.LegendEntry()).DistinctBy(entry => entry.Name)];
        Legend.Draw(page, [.. names, .. Legend.Entries(References)]);
        if (panels.Length == 0)
        {
            DrawPanel(page, x, y, traces, height: 380);
        }

        foreach (string panel in panels)
        {
            string title = TextMeasure.Clip(DrawableText.Label(panel), TextStyle.PanelTitle, page.Inner);
            page.Canvas.Text(title, Page.Margin, page.Take(20) + 9, TextStyle.PanelTitle);
            DrawPanel(page, x, y, [.. traces.Where(trace => trace.Panel is null || trace.Panel == panel)], height: 240);
            page.Take(10);
        }

        page.WriteNotes(Notes);
        return page.Finish(Describe(traces));
    }

    private void DrawPanel(Page page, Axis x, Axis y, LineTrace[] traces, double height)
    {
        CartesianPlot plot = new(page, x, y, height);
        plot.DrawGrid();
        bool markers = traces.Max(trace => trace.Points.Count()) <= MostMarkers;
        if (markers && traces.Count(trace => trace.HasIntervals) > MostBands)
        {
            plot.DrawReferences(References, ofY: true);
            LineTrace[] apart = [.. traces.Select((trace, index) => trace with { Shift = WhiskerPitch * (index - ((traces.Length - 1) / 2.0)) })];
            Array.ForEach(apart, trace => trace.DrawWhiskers(page.Canvas, plot));
            Array.ForEach(apart, trace => trace.DrawLine(page.Canvas, plot, markers));
        }
        else
        {
            Array.ForEach(traces, trace => trace.DrawBand(page.Canvas, plot));
            plot.DrawReferences(References, ofY: true);
            Array.ForEach(traces, trace => trace.DrawLine(page.Canvas, plot, markers));
        }

        plot.DrawAxes();
    }

    private string Describe(IReadOnlyList<LineTrace> traces) =>
        $"Line chart of {YTitle} by {XTitle}. " + string.Join(' ', traces.Select(trace => trace.Describe(YFormat)));
}
