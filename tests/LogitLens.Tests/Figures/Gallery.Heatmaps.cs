using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

internal static partial class Gallery
{
    private static Dictionary<string, Func<SvgDocument>> Heatmaps() => new()
    {
        ["heatmap-12x12-effects"] = () =>
            (Effects(12, 12) with
            {
                Muted = [.. Table(12, 12, Effect).Select(row => row.Select(x => Math.Abs(x) < 0.1).ToArray())],
                MutedTitle = "not significant (q ≥ 0.05)",
            }).Draw(),
        ["heatmap-4x6-effects"] = () =>
            (Effects(4, 6) with
            {
                Muted = [.. Table(4, 6, Effect).Select(row => row.Select(x => Math.Abs(x) < 0.1).ToArray())],
                MutedTitle = "not significant (q ≥ 0.05)",
            }).Draw(),
        ["heatmap-12x12-values"] = () =>
            (Effects(12, 12) with { ShowValues = true, Muted = [.. Table(12, 12, Effect).Select(row => row.Select(x => Math.Abs(x) < 0.1).ToArray())] }).Draw(),
        ["heatmap-24x16"] = () => Effects(24, 16).Draw(),
        ["heatmap-48x25"] = () => Effects(48, 25).Draw(),
        ["heatmap-200x12"] = () =>
            (Effects(200, 12) with
            {
                Axes = new MapAxes("example", Indices(200), "layer", Indices(12)),
                Scale = ColourScale.Sequential(0, 1),
                Format = ValueFormat.Proportion,
                ValueTitle = "probability of the right label",
            }).Draw(),
        ["heatmap-12x200"] = () => Effects(12, 200).Draw(),
        ["heatmap-one-cell"] = () => Effects(1, 1).Draw(),
        ["heatmap-empty"] = () => Effects(0, 0).Draw(),
        ["heatmap-all-missing"] = () => (Effects(3, 4) with { Values = Table(3, 4, (_, _) => double.NaN) }).Draw(),
        ["heatmap-all-equal"] = () => (Effects(3, 4) with { Values = Table(3, 4, (_, _) => 7), ShowValues = true }).Draw(),
        ["thumbnails-12x12"] = () => Patterns(12, 12, 20).Draw(),
        ["thumbnails-4x8-of-300"] = () => Patterns(4, 8, 300).Draw(),
        ["thumbnails-25x25-of-1"] = () => Patterns(25, 25, 1).Draw(),
        ["thumbnails-empty"] = () => Patterns(0, 0, 3).Draw(),
        ["heatmap-awkward-labels"] = () => (Effects(24, 24) with
        {
            Values = Table(24, 24, (r, c) => (r + c) % 7 == 0 ? double.NaN : Effect(r, c)),
            Axes = new MapAxes(AwkwardText.Long, AwkwardText.All, AwkwardText.Long, AwkwardText.All) { FirstRowAtBottom = true },
            ValueTitle = AwkwardText.Long + AwkwardText.Long,
        }).Draw(),
    };

    private static Thumbnails Patterns(int layers, int heads, int tokens) => new()
    {
        Heading = new("Every head's attention", "gpt2, 20 tokens; in each map queries down and keys across"),
        Maps = [.. Enumerable.Range(0, layers).Select(layer => Enumerable.Range(0, heads).Select(head =>
            Table(tokens, tokens, (query, key) => key > query ? 0 : Math.Abs(Noise(key + (layer * 31) + head, query - key)) / (1 + query))).ToArray())],
        RowTitle = "layer",
        ColumnTitle = "head",
        ValueTitle = "attention",
        Scale = ColourScale.Sequential(0, 1),
        Format = ValueFormat.Proportion,
    };

    private static Heatmap Effects(int rows, int columns) => new()
    {
        Heading = new(
            "Change of the logit difference when a head's output is replaced by its mean",
            "gpt2, sst2 (dev), n = 872, paired bootstrap, Benjamini-Hochberg over 144 heads"),
        Values = Table(rows, columns, Effect),
        Axes = MapAxes.OfHeads(rows, columns),
        ValueTitle = "change of the logit difference",
    };

    private static double Effect(int row, int column) => Math.Pow(Noise(row, column), 5) * (1 + (row / 12.0));
}
