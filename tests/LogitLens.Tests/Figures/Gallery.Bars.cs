using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

internal static partial class Gallery
{
    private static readonly string[] s_failures =
    [
        "correct", "off by one", "wrong operation", "other arithmetic slip", "incomplete", "repeats the question", "hallucinated", "wrong yes/no",
    ];

    private static Dictionary<string, Func<SvgDocument>> BarCharts() => new()
    {
        ["bars-standing"] = () => Bars(["zero-shot", "one-shot", "incorrect example"], 1).Draw(),
        ["bars-grouped"] = () =>
            (Bars(["sst2", "imdb", "emotions", "tweets"], 3) with { References = [new("majority", 0.51), new("random", 0.333), new("NaN", double.NaN)] })
                .Draw(),
        ["bars-lying-grouped"] = () => (Bars(s_failures, 3) with { Horizontal = true }).Draw(),
        ["bars-many"] = () => Bars(Indices(144), 1).Draw(),
        ["bars-awkward-standing"] = () => Bars(AwkwardText.All, 2).Draw(),
        ["bars-awkward-lying"] = () =>
            (Bars(AwkwardText.All, 1) with { Horizontal = true, CategoryTitle = AwkwardText.Long, ValueTitle = AwkwardText.Long + AwkwardText.Long }).Draw(),
        ["bars-negative"] = () => new BarChart
        {
            Heading = Heading("Effects of layers"),
            Categories = Indices(12),
            CategoryTitle = "layer",
            ValueTitle = "change of the logit difference",
            Series = [new("effect", [.. Numbers(12).Select(i => i == 5 ? double.NaN : Noise((int)i))])],
        }.Draw(),
        ["bars-all-zero"] = () => new BarChart
        {
            Heading = Heading("Nothing happened"),
            Categories = ["a", "b"],
            CategoryTitle = "condition",
            ValueTitle = "effect",
            Series = [new("effect", [0, 0])],
        }.Draw(),
        ["bars-empty"] = () => Bars([], 2).Draw(),
        ["ranked-heads"] = () => Ranked(144).Draw(),
        ["ranked-one"] = () => Ranked(1).Draw(),
        ["ranked-none"] = () => Ranked(0).Draw(),
        ["ranked-muted"] = () => (Ranked(12) with
        {
            Entries = [.. Enumerable.Range(0, 12).Select(i => new RankedBar($"L0.H{i}", Around(Effect(0, i), 0.08), Muted: i % 2 == 0))],
            Signed = true,
        }).Draw(),
    };

    private static Dictionary<string, Func<SvgDocument>> Pies() => new()
    {
        ["pie-failures"] = () => Pie([42, 3, 7, 1, 12, 1, 5, 2]).Draw(),
        ["pie-slivers"] = () => Pie([1000, 1, 1, 1, 1, 1, 1, 1]).Draw(),
        ["pie-one"] = () => Pie([0, 9]).Draw(),
        ["pie-empty"] = () => Pie([0, 0, 0]).Draw(),
        ["pie-awkward"] = () =>
            new PieChart { Heading = Heading("Awkward"), Slices = [.. AwkwardText.All.Select((text, i) => new PieSlice(text, i + 1))] }.Draw(),
    };

    private static PieChart Pie(int[] counts) => new()
    {
        Heading = Heading("What the answers to the arithmetic set are"),
        Slices = [.. counts.Select((count, i) => new PieSlice(s_failures[i], count))],
    };

    private static RankedBars Ranked(int count) => new()
    {
        Heading = new("Heads whose removal moves the answer most", "gpt2, sst2 (dev), n = 872, 95% bootstrap intervals"),
        EntryTitle = "head",
        ValueTitle = "change of the logit difference",
        Entries = [.. Enumerable.Range(0, count).Select(i => new RankedBar($"L{i / 12}.H{i % 12}", Around(Effect(i / 12, i % 12), 0.08)))],
    };

    private static BarChart Bars(IReadOnlyList<string> categories, int series) => new()
    {
        Heading = Heading("Accuracy by condition"),
        Categories = categories,
        CategoryTitle = "condition",
        ValueTitle = "accuracy",
        Format = ValueFormat.Percent,
        Series =
        [
            .. Enumerable.Range(0, series).Select(s => new BarSeries($"model {s}", [.. categories.Select((_, i) => Around(0.5 + (0.4 * Noise(i, s)), 0.05))])),
        ],
    };
}
