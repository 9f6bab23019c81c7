using LogitLens.Figures;
using LogitLens.Statistics;

namespace LogitLens.Tests.Figures;

internal static partial class Gallery
{
    private static readonly string[] s_emotions = ["sadness", "joy", "love", "anger", "fear", "surprise"];

    private static Dictionary<string, Func<SvgDocument>> Evaluations() => new()
    {
        ["confusion-2"] = () => Confusion(["negative", "positive"]).Draw(),
        ["confusion-6"] = () => Confusion(s_emotions).Draw(),
        ["confusion-awkward"] = () => Confusion(AwkwardText.All).Draw(),
        ["confusion-empty"] = () => Confusion([]).Draw(),
        ["roc"] = () => new RocChart
        {
            Heading = Heading("One-vs-rest ROC"),
            Curves =
            [
                .. s_emotions.Select((name, k) =>
                    new RocTrace(
                        $"{name} (AUC 0.8{k} [0.78, 0.91])", [.. Numbers(21).Select(i => i / 20)],
                        [.. Numbers(21).Select(i => Math.Pow(i / 20, 0.1 + (0.1 * k)))])),
            ],
        }.Draw(),
        ["roc-empty"] = () => new RocChart { Heading = Heading("None"), Curves = [new("no positives", [double.NaN], [double.NaN])] }.Draw(),
        ["reliability"] = () => Reliability(10, i => (int)(Math.Pow(i + 1, 3) * 7)).Draw(),
        ["reliability-one-bin"] = () => Reliability(1, _ => 1).Draw(),
        ["reliability-empty"] = () => Reliability(10, _ => 0).Draw(),
        ["panels-6-classes"] = () => Classes(s_emotions, 12, 12).Draw(),
        ["panels-2-classes"] = () => Classes(["negative", "positive"], 3, 4).Draw(),
        ["panels-48x25"] = () => Classes(s_emotions[..4], 48, 25).Draw(),
        ["panels-awkward"] = () => Classes(AwkwardText.All, 3, 4).Draw(),
        ["panels-empty"] = () => Classes([], 3, 4).Draw(),
    };

    private static Dictionary<string, Func<SvgDocument>> Scatters() => new()
    {
        ["scatter-screen"] = () => Scatter(144, diagonal: true).Draw(),
        ["scatter-plain"] = () => Scatter(144, diagonal: false).Draw(),
        ["scatter-one"] = () => Scatter(1, diagonal: true).Draw(),
        ["scatter-none"] = () => Scatter(0, diagonal: false).Draw(),
        ["scatter-awkward"] = () => new ScatterPlot
        {
            Heading = Heading("Awkward"),
            XTitle = AwkwardText.Long,
            YTitle = AwkwardText.Long,
            Labels = 100,
            Groups =
            [
                .. AwkwardText.All.Select((text, i) => new ScatterGroup(text, [new(Noise(i) * 1e9, Noise(i, 1) * 1e-9, text), new(double.NaN, 0, text)])),
            ],
        }.Draw(),
    };

    private static ScatterPlot Scatter(int count, bool diagonal) => new()
    {
        Heading = Heading("Gradient screen against the exact sweep"),
        XTitle = "attribution patching",
        YTitle = "exact ablation",
        Diagonal = diagonal,
        Groups =
        [
            new("screened in", [.. Enumerable.Range(0, count).Where(i => i % 3 == 0).Select(Head)]),
            new("random control", [.. Enumerable.Range(0, count).Where(i => i % 3 != 0).Select(Head)]),
        ],
    };

    private static ScatterPoint Head(int i) => new(Effect(i / 12, i % 12), (Effect(i / 12, i % 12) * 0.8) + (0.1 * Noise(i, 3)), $"L{i / 12}.H{i % 12}");

    private static ConfusionGrid Confusion(IReadOnlyList<string> labels) => new()
    {
        Heading = Heading("Confusion matrix"),
        TrueLabels = labels,
        PredictedLabels = [.. labels, .. labels.Count > 0 ? ["(other)"] : Array.Empty<string>()],
        Counts = [.. labels.Select((_, row) => Enumerable.Range(0, labels.Count + 1).Select(column =>
            row == 3 ? 0 : row == column ? 400 + row : (int)(60 * Math.Abs(Noise(row, column)))).ToArray())],
    };

    private static ReliabilityDiagram Reliability(int bins, Func<int, int> count) => new()
    {
        Heading = Heading("Calibration (expected calibration error 0.083)"),
        Bins = [.. Enumerable.Range(0, bins).Select(i =>
        {
            double middle = (i + 0.5) / bins;
            double accuracy = Math.Clamp(middle - 0.1 + (0.05 * Noise(i)), 0, 1);
            int right = (int)Math.Round(accuracy * count(i));
            return new ReliabilityBin((double)i / bins, (i + 1.0) / bins, count(i) == 0 ? null : middle, Proportion.Of(right, count(i)));
        })],
    };

    private static HeatmapPanels Classes(IReadOnlyList<string> names, int rows, int columns) => new()
    {
        Heading = Heading("Effect of each head by class"),
        Panels =
        [
            .. names.Select((name, k) =>
                new HeatmapPanel(
                    name, Table(rows, columns, (r, c) => Effect(r + k, c)),
                    [.. Table(rows, columns, (r, c) => Effect(r + k, c)).Select(row => row.Select(x => Math.Abs(x) < 0.05).ToArray())])),
        ],
        Axes = MapAxes.OfHeads(rows, columns),
        ValueTitle = "change of the right label's log-probability",
    };
}
