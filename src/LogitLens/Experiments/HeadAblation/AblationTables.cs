using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using static LogitLens.Experiments.Evaluation.ResultText;
using static LogitLens.Experiments.Sweeps.SweepTables;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>A sweep's results as tidy tables, and the rows a reader wants first.</summary>
internal static class AblationTables
{
    // Below this share of its attention, a head's best-scoring description says little of it.
    private const double LeastDescribed = 0.2;

    public static IEnumerable<CsvTable> Of(HeadAblationResult result)
    {
        yield return SweepTables.Effects(result, [.. SweepAxis.Parts, SweepAxis.Heads], patches: true);
        yield return SweepTables.ClassEffects(result, SweepAxis.Parts);
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
            LabelEffect[] heads = [.. Heads(result)];
            yield return new CsvTable(
                "screens",
                ["screen", "head", "estimate", "effect"],
                result.Screens.SelectMany(screen => heads.Select((head, index) =>
                    (IReadOnlyList<object?>)[screen.Screen, head.Item.Name, screen.Estimates[index], head.Effect.Value])));
        }
    }

    /// <summary>The heads whose effects screens are compared with, in the order of their estimates.</summary>
    public static IEnumerable<LabelEffect> Heads(HeadAblationResult result) =>
        result.Items.Where(effect => effect.Item.Kind == ItemKind.Head && effect.Effect.Value is not null);

    public static SummaryTable Headline(HeadAblationResult result, string what)
    {
        bool patches = result.Edit is "denoise" or "noise";
        List<(string Name, Func<LabelEffect, string> Text)> more = [];
        if (patches)
        {
            more.Add(("restored", effect => Percent(effect.Restored)));
        }

        if (result.Descriptions.Count > 0)
        {
            more.Add(("attends to", effect => Attends(effect.Item, result.Descriptions)));
        }

        return SweepTables.Headline(
            result, $"{(patches ? "Patching" : "Ablating")} {result.What.ToString().ToLowerInvariant()} ({result.Edit}): {what}", "edited", more, Remarks(result));
    }

    private static IEnumerable<string> Remarks(HeadAblationResult result)
    {
        if (result.Source is { } source && result.Edit is "denoise" or "noise")
        {
            yield return $"{result.Metric.Name()} of the run that is patched: {Small(result.Clean)}; of the run that patches come from: {Small(source)}; "
                + "restored is the share of the way between them";
        }

        foreach (ScreenQuality screen in result.Screens)
        {
            yield return $"screen by {screen.Screen}: rank correlation {Fixed(screen.RankCorrelation)} with what was measured, "
                + $"{Percent(screen.Recall)} of the top {Number(screen.Top)} found";
        }

        if (result.Group is { } group)
        {
            yield return SweepTables.OfGroup(group, Small);
        }

        if (result.Cumulative is { } removal)
        {
            yield return $"removed one after the other: {string.Join(", ", removal.Order)}; {result.Metric.Name()} then "
                + $"{Small(removal.Steps[^1].Metric.Value)}, {Small(removal.Steps[^1].RandomMetric.Value)} without as many random heads";
        }
    }

    /// <summary>What a head attends to most; empty where that says little, and for what is no head.</summary>
    public static string Attends(SweepItem item, IReadOnlyList<HeadDescription> descriptions)
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
}
