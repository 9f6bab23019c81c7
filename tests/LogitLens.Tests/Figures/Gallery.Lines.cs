using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

internal static partial class Gallery
{
    private static Dictionary<string, Func<SvgDocument>> Lines() => new()
    {
        ["lines-accuracy-by-layer"] = () => new LineChart
        {
            Heading = Heading("Accuracy among the label words, by layer"),
            XTitle = "layer",
            YTitle = "accuracy",
            YFormat = ValueFormat.Proportion,
            Series =
            [
                Curve("correct demonstrations, 1 shot", 12, i => 0.5 + (0.4 / (1 + Math.Exp(6 - i))), 0),
                Curve("incorrect demonstrations, 1 shot", 12, i => 0.5 + (0.4 / (1 + Math.Exp(6 - i))) - (i > 8 ? 0.12 * (i - 8) : 0), 0) with
                {
                    Style = new SeriesStyle(0, LineDash.Dashed),
                },
                Curve("zero-shot", 12, i => 0.48 + (0.02 * i), 1),
            ],
            References = [new("majority baseline (0.509)", 0.509)],
        }.Draw(),
        ["lines-48-layers-9-series"] = () => new LineChart
        {
            Heading = new(AwkwardText.Long + ": " + AwkwardText.Long, AwkwardText.Long + AwkwardText.Long + AwkwardText.Long),
            XTitle = "layer",
            YTitle = "KL divergence to the output (nats)",
            Series =
            [
                .. Enumerable.Range(0, 9).Select(s =>
                    Curve($"series {s} " + (s == 3 ? AwkwardText.Long + AwkwardText.Long : ""), 49, i => (12.0 + s) / (i + 1), null)),
            ],
        }.Draw(),
        ["lines-one-point"] = () => new LineChart
        {
            Heading = Heading("One point, with its interval"),
            XTitle = "shots",
            YTitle = "accuracy",
            YFormat = ValueFormat.Percent,
            Series = [Curve("model", 1, _ => 0.7, null)],
        }.Draw(),
        ["lines-no-points"] = () => new LineChart
        {
            Heading = Heading("Nothing but NaN"),
            XTitle = "layer",
            YTitle = "accuracy",
            Series = [new("empty", [], Array.Empty<double>()), new("NaN", [0, 1], [double.NaN, double.PositiveInfinity])],
        }.Draw(),
        ["lines-gaps-and-equal"] = () => new LineChart
        {
            Heading = Heading("Gaps, equal values, an isolated point"),
            XTitle = "layer",
            YTitle = "logit difference",
            Series =
            [
                new("constant", Numbers(8), [-3, -3, -3, -3, -3, -3, -3, -3]),
                new("gappy", Numbers(8), [-3.1, double.NaN, -2.8, -2.9, double.NaN, -3, -3.2, double.NegativeInfinity]),
            ],
        }.Draw(),
        ["lines-panels"] = () => new LineChart
        {
            Heading = Heading("Accuracy by layer, a panel for each number of demonstrations"),
            XTitle = "layer",
            YTitle = "accuracy",
            YFormat = ValueFormat.Proportion,
            Series =
            [
                Curve("no demonstrations", 12, i => 0.5 + (0.01 * i), 6),
                .. new[] { 1, 2 }.SelectMany(shots => new[]
                {
                    Curve("correct", 12, i => 0.5 + (0.02 * i * shots), 0) with { Panel = $"{shots} shots" },
                    Curve("incorrect", 12, i => 0.5 - (0.01 * i * shots), 1) with { Panel = $"{shots} shots" },
                }),
            ],
            References = [new("majority", 0.51)],
            Notes = ["A line of text below the panels.", AwkwardText.Long],
        }.Draw(),
        ["lines-shots"] = () => new LineChart
        {
            Heading = Heading("Accuracy by number of demonstrations"),
            XTitle = "shots",
            YTitle = "accuracy",
            YFormat = ValueFormat.Percent,
            XTicks = [new(0, "zero-shot"), new(1, "1"), new(2, "2"), new(4, "4")],
            Series = [Curve("sst2", [0, 1, 2, 4], x => 0.62 + (0.05 * x)), Curve("imdb", [0, 1, 2, 4], x => 0.55 + (0.08 * x))],
        }.Draw(),
    };

    private static LineSeries Curve(string name, int count, Func<double, double> y, int? colour) =>
        Curve(name, Numbers(count), y) with { Style = colour is { } own ? new SeriesStyle(own) : null };

    private static LineSeries Curve(string name, double[] x, Func<double, double> y) => new(name, x, [.. x.Select(at => Around(y(at), 0.03))]);
}
