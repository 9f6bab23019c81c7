using System.Globalization;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>A sweep's results as tidy tables, and the rows a reader wants first.</summary>
internal static class AblationTables
{
    private const int Shown = 10;

    // Below this share of its attention, a head's best-scoring description says little of it.
    private const double LeastDescribed = 0.2;

    public static IEnumerable<CsvTable> Of(HeadAblationResult result)
    {
        yield return new CsvTable(
            "effects",
            ["item", "kind", "layer", "head", "position", "heads", "edited", "effect", "low", "high", "n", "p_value", "p_value_adjusted", "accuracy", "restored"],
            result.Items.Select(effect => (IReadOnlyList<object?>)
            [
                effect.Item.Name, effect.Item.Kind, effect.Item.Layer, effect.Item.Head, effect.Item.Position, string.Join(' ', effect.Item.Heads),
                effect.Edited.Value, effect.Effect.Value, effect.Effect.Interval?.Low, effect.Effect.Interval?.High, effect.Effect.N, effect.PValue,
                effect.AdjustedPValue, effect.Accuracy.Value, effect.Restored,
            ]));
        yield return new CsvTable(
            "class-effects",
            ["item", "kind", "layer", "head", "position", "class", "n", "effect", "low", "high", "specificity", "specificity_low", "specificity_high"],
            result.Items.SelectMany(effect => effect.Classes.Select(own => (IReadOnlyList<object?>)
            [
                effect.Item.Name, effect.Item.Kind, effect.Item.Layer, effect.Item.Head, effect.Item.Position, own.Label, own.Effect.N, own.Effect.Value,
                own.Effect.Interval?.Low, own.Effect.Interval?.High, own.Specificity.Value, own.Specificity.Interval?.Low,
                own.Specificity.Interval?.High,
            ])));
        if (result.Descriptions.Count > 0)
        {
            yield return CsvTable.Of("head-descriptions", result.Descriptions);
        }

        if (result.Items.Any(effect => effect.Item.Kind == ItemKind.Head))
        {
            yield return HeadsByClass(result);
        }

        if (result.Cumulative is { } removal)
        {
            yield return new CsvTable(
                "cumulative",
                ["removed", "head", "metric", "low", "high", "accuracy", "random_metric", "random_low", "random_high"],
                removal.Steps.Select(step => (IReadOnlyList<object?>)
                [
                    step.Removed, step.Removed == 0 ? null : removal.Order[step.Removed - 1].ToString(), step.Metric.Value, step.Metric.Interval?.Low,
                    step.Metric.Interval?.High, step.Accuracy.Value, step.RandomMetric.Value, step.RandomMetric.Interval?.Low,
                    step.RandomMetric.Interval?.High,
                ]));
        }

        if (result.Screens.Count > 0)
        {
            ItemEffect[] heads = [.. Heads(result)];
            yield return new CsvTable(
                "screens",
                ["screen", "head", "estimate", "effect"],
                result.Screens.SelectMany(screen => heads.Select((head, index) =>
                    (IReadOnlyList<object?>)[screen.Screen, head.Item.Name, screen.Estimates[index], head.Effect.Value])));
        }
    }

    /// <summary>The heads whose effects screens are compared with, in the order of their estimates.</summary>
    public static IEnumerable<ItemEffect> Heads(HeadAblationResult result) =>
        result.Items.Where(effect => effect.Item.Kind == ItemKind.Head && effect.Effect.Value is not null);

    public static SummaryTable Headline(HeadAblationResult result, string what)
    {
        ItemEffect[] single = [.. result.Items.Where(effect => effect.Item.Layer is not null)];
        string title = $"{Title(result)}: {what}, n = {result.N}; {AblationFigures.Name(result.Metric)} without {Fixed(result.Clean)}, "
            + $"accuracy {Percent(result.CleanAccuracy.Value)}";
        return new SummaryTable(
            title,
            ["edited", "effect", "95% interval", "p, adjusted", "accuracy", "attends to"],
            [
                .. single.Where(effect => effect.Effect.Value is not null).OrderByDescending(effect => Math.Abs(effect.Effect.Value!.Value))
                    .Take(Shown).Select(effect => Row(effect, result)),
            ])
        {
            Notes = [.. Remarks(result, single)],
        };
    }

    private static string Title(HeadAblationResult result) =>
        $"{(result.Edit is "denoise" or "noise" ? "Patching" : "Ablating")} {result.What.ToString().ToLowerInvariant()} ({result.Edit})";

    private static IEnumerable<string> Remarks(HeadAblationResult result, ItemEffect[] single)
    {
        if (result.N > 1 && single.Any(effect => effect.AdjustedPValue is not null))
        {
            yield return $"{single.Count(effect => effect.IsSignificant)} of {single.Length} effects differ from zero at a false discovery rate of 5%";
        }

        if (result.Stability is { RankCorrelation: { } repeat })
        {
            yield return $"the ranking repeats between halves of the examples with a rank correlation of {Fixed(repeat)}";
        }

        foreach (ScreenQuality screen in result.Screens)
        {
            yield return $"screen by {screen.Screen}: rank correlation {Fixed(screen.RankCorrelation)} with what was measured, "
                + $"{Percent(screen.Recall)} of the top {screen.Top.ToString(CultureInfo.InvariantCulture)} found";
        }

        if (result.Group is { } group)
        {
            yield return $"all {group.Heads.Count} heads together: {Fixed(group.Effect.Value)}; random sets of as many: "
                + $"{Fixed(group.Controls.Min())} to {Fixed(group.Controls.Max())} (p = {Fixed(group.PValue)})";
        }

        if (result.Cumulative is { } removal)
        {
            yield return $"removed one after the other: {string.Join(", ", removal.Order)}; {AblationFigures.Name(result.Metric)} then "
                + $"{Fixed(removal.Steps[^1].Metric.Value)}, {Fixed(removal.Steps[^1].RandomMetric.Value)} without as many random heads";
        }

        foreach (string note in result.Notes)
        {
            yield return note;
        }
    }

    private static IReadOnlyList<string> Row(ItemEffect effect, HeadAblationResult result) =>
    [
        effect.Item.Name, Fixed(effect.Effect.Value),
        effect.Effect.Interval is { } interval ? $"{Fixed(interval.Low)} to {Fixed(interval.High)}" : "-",
        effect.AdjustedPValue is { } p ? p < 0.001 ? "<0.001" : Fixed(p) : "-", Percent(effect.Accuracy.Value), Attends(effect.Item, result.Descriptions),
    ];

    /// <summary>What a head attends to most; empty where that says little, and for what is no head.</summary>
    public static string Attends(SweptItem item, IReadOnlyList<HeadDescription> descriptions)
    {
        if (item.Head is null || descriptions.FirstOrDefault(d => d.Layer == item.Layer && d.Head == item.Head) is not { } description)
        {
            return "";
        }

        (string Name, double Score)[] scores =
        [
            ("induction", description.Induction), ("duplicate token", description.DuplicateToken), ("previous token", description.PreviousToken),
            ("first token", description.FirstToken),
        ];
        (string name, double score) = scores.MaxBy(pair => pair.Score);
        return score < LeastDescribed ? "" : $"{name} {Percent(score)}";
    }

    // Heads by classes, as wide as there are classes: the table that a reader looks a head up in.
    private static CsvTable HeadsByClass(HeadAblationResult result) => new(
        "heads-by-class",
        ["head", .. result.Labels.Select(label => $"effect_{label}"), .. result.Labels.Select(label => $"specificity_{label}")],
        result.Items.Where(effect => effect.Item.Kind == ItemKind.Head).Select(effect => (IReadOnlyList<object?>)
        [
            effect.Item.Name, .. effect.Classes.Select(own => (object?)own.Effect.Value), .. effect.Classes.Select(own => (object?)own.Specificity.Value),
        ]));

    private static string Fixed(double? value) =>
        value?.ToString(Math.Abs(value.Value) is > 0 and < 0.001 ? "0.0e+0" : "0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? value) => value is { } share ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "-";
}
