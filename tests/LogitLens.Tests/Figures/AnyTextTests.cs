using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using LogitLens.Figures;
using LogitLens.Statistics;

namespace LogitLens.Tests.Figures;

/// <summary>Labels and values come from data sets and tokenizers, so anything may be in them.</summary>
public sealed class AnyTextTests
{
    private static readonly Gen<string> s_anyText = Gen.OneOf(
        Gen.Elements<string>(AwkwardText.All),
        Gen.Select(Gen.ListOf(Gen.Choose(0, 0xFFFF)), units => new string([.. units.Select(unit => (char)unit)])));

    private static readonly Gen<double> s_anyValue = Gen.OneOf(
        Gen.Elements(0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 1e-12, 12345678),
        Gen.Select(Gen.Choose(-1_000_000, 1_000_000), n => n / 1000.0));

    private static readonly Gen<(string Label, double Value)[]> s_anyData =
        Gen.ArrayOf(Gen.SelectMany(s_anyText, label => Gen.Select(s_anyValue, value => (label, value))));

    [Fact]
    public void Heatmaps_of_anything_are_well_formed_and_legible() => Holds(data => new Heatmap
    {
        Heading = Heading(data),
        Values = [.. data.Select(row => data.Select(column => row.Value - column.Value).ToArray())],
        Axes = new MapAxes(First(data), Labels(data), First(data), Labels(data)),
        ValueTitle = First(data),
        ShowValues = data.Length % 2 == 0,
    }.Draw());

    [Fact]
    public void Line_charts_of_anything_are_well_formed_and_legible() => Holds(data => new LineChart
    {
        Heading = Heading(data),
        XTitle = First(data),
        YTitle = First(data),
        XTicks = data.Length % 2 == 0 ? null : [.. data.Where(point => double.IsFinite(point.Value)).Select((point, i) => new AxisTick(i, point.Label))],
        Series = [.. data.Select((point, i) => new LineSeries(point.Label, [i, point.Value, i + 1], [point.Value, point.Value, i]))],
        References = [.. data.Select(point => new ReferenceLine(point.Label, point.Value))],
    }.Draw());

    [Fact]
    public void Bars_of_anything_are_well_formed_and_legible() => Holds(data => new BarChart
    {
        Heading = Heading(data),
        Categories = Labels(data),
        CategoryTitle = First(data),
        ValueTitle = First(data),
        Horizontal = data.Length % 2 == 0,
        Series =
        [
            new(
                First(data),
                [.. data.Select(point => new Estimate(point.Value, new LogitLens.Statistics.Interval(point.Value - 1, point.Value + 1, 0.95), 9))]),
        ],
    }.Draw());

    [Fact]
    public void Lens_grids_of_anything_are_well_formed_and_legible() => Holds(data => new LensGrid
    {
        Heading = Heading(data),
        InputTokens = Labels(data),
        Targets = [.. data.Select(point => new LensTarget(point.Label, point.Value > 0))],
        Cells = [[.. data.Select(point => new LensCell(point.Label, point.Value))]],
        LayerLabels = [First(data)],
        ValueTitle = First(data),
    }.Draw());

    [Fact]
    public void Token_strips_of_anything_are_well_formed_and_legible() => Holds(data => new TokenStrip
    {
        Heading = Heading(data),
        ValueTitle = First(data),
        Lines = [new(First(data), [.. data.Select(point => new TokenValue(point.Label, point.Value))])],
    }.Draw());

    [Fact]
    public void Pies_of_anything_are_well_formed_and_legible() => Holds(data => new PieChart
    {
        Heading = Heading(data),
        Slices = [.. data.Select(point => new PieSlice(point.Label, (int)Math.Clamp(point.Value, -1e6, 1e6)))],
    }.Draw());

    [Fact]
    public void Scatter_plots_of_anything_are_well_formed_and_legible() => Holds(data => new ScatterPlot
    {
        Heading = Heading(data),
        XTitle = First(data),
        YTitle = First(data),
        Diagonal = data.Length % 2 == 0,
        Groups = [new(First(data), [.. data.Select((point, i) => new ScatterPoint(point.Value, i, point.Label))])],
    }.Draw());

    private static void Holds(Func<(string Label, double Value)[], SvgDocument> draw) => Prop.ForAll(s_anyData.ToArbitrary(), data =>
    {
        SvgDocument figure = draw(data);
        XDocument.Parse(figure.ToXml());
        Assert.Empty(Overlaps.In(figure));
        Assert.Empty(Overlaps.Outside(figure));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(30));

    private static FigureHeading Heading((string Label, double Value)[] data) => new("Anything " + First(data), First(data), First(data));

    private static string First((string Label, double Value)[] data) => data.Length == 0 ? "" : data[0].Label;

    private static string[] Labels((string Label, double Value)[] data) => [.. data.Select(point => point.Label)];
}
