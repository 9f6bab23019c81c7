using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>A sweep's results as tidy tables, and the rows a reader wants first.</summary>
internal static class AblationTables
{
    private static readonly Table<ClassRow> s_classEffects = SweepTables.ClassEffects(SweepTables.WithParts);

    private static readonly Table<RemovalRow> s_cumulative = new Table<RemovalRow>("cumulative", "the model after so many heads are removed")
        .Column("removed", row => row.Step.Removed, "how many heads are gone", CellFormat.Count)
        .Column("head", row => row.Step.Removed == 0 ? null : row.Order[row.Step.Removed - 1].ToString(), "the one that went last")
        .Estimate("metric", row => row.Step.Metric, "the metric then", EstimateHeadings.LowHigh)
        .Column("accuracy", row => row.Step.Accuracy.Value, "accuracy among the labels then", CellFormat.Share)
        .Estimate(
            "random_metric", row => row.Step.RandomMetric,
            "the metric without as many random heads, mean over orders; the interval holds the middle 95% of them",
            new EstimateHeadings("random_low", "random_high", null));

    private static readonly Table<ScreenRow> s_screens = new Table<ScreenRow>("screens", "one head's effect as a cheap screen estimates it")
        .Column("screen", row => row.Screen.Screen, "the screen")
        .Column("head", row => row.Head.Item.Name, "the head")
        .Column("estimate", row => row.Screen.Estimates[row.Place], "the estimated effect", CellFormat.Number)
        .Column("effect", row => row.Head.Effect.Value, "the measured effect", CellFormat.Number);

    public static IReadOnlyList<ITable> Declared { get; } =
        [Effects(null), s_classEffects, HeadsByClass(["CLASS"]), HeadDescription.Table, s_cumulative, s_screens];

    public static IEnumerable<CsvTable> Of(HeadAblationResult result)
    {
        yield return Effects(result).Csv(result.Items);
        yield return s_classEffects.Csv(SweepTables.ClassRows(result));
        if (result.Descriptions.Count > 0)
        {
            yield return HeadDescription.Table.Csv(result.Descriptions);
        }

        if (result.Items.Any(effect => effect.Item.Kind == ItemKind.Head))
        {
            yield return HeadsByClass(result.Labels).Csv(result.Items.Where(effect => effect.Item.Kind == ItemKind.Head));
        }

        if (result.Cumulative is { } removal)
        {
            yield return s_cumulative.Csv(removal.Steps.Select(step => new RemovalRow(removal.Order, step)));
        }

        if (result.Screens.Count > 0)
        {
            yield return s_screens.Csv(result.Screens.SelectMany(screen => Heads(result).Select((head, place) => new ScreenRow(screen, head, place))));
        }
    }

    /// <summary>The heads whose effects screens are compared with, in the order of their estimates.</summary>
    public static IEnumerable<LabelEffect> Heads(HeadAblationResult result) =>
        result.Items.Where(effect => effect.Item.Kind == ItemKind.Head && effect.Effect.Value is not null);

    public static SummaryTable Headline(HeadAblationResult result, string what) => SweepTables.Headline(
        Effects(result), result, $"{(IsPatching(result) ? "Patching" : "Ablating")} {result.What.ToString().ToLowerInvariant()} ({result.Edit}): {what}",
        Remarks(result));

    private static bool IsPatching(HeadAblationResult result) => result.Edit is "denoise" or "noise";

    private static Table<LabelEffect> Effects(HeadAblationResult? result)
    {
        Table<LabelEffect> table = SweepTables.Effects(
            (columns, item) => columns.WithParts(item).WithHeads(item), "edited", result, patches: true);
        return result is { Descriptions.Count: > 0 } ? table.Shown("attends to", row => HeadDescription.Attends(row.Item, result.Descriptions)) : table;
    }

    // Heads by classes, as wide as there are classes: the table that a reader looks a head up in.
    private static Table<LabelEffect> HeadsByClass(IReadOnlyList<string> labels)
    {
        Table<LabelEffect> table = new Table<LabelEffect>("heads-by-class", "one head, with two columns for each class").Column(
            "head", row => row.Item.Name, "the head");
        for (int label = 0; label < labels.Count; label++)
        {
            int own = label;
            table = table.Column($"effect_{labels[label]}", row => row.Classes[own].Effect.Value, "the effect on the class's examples", CellFormat.Number);
        }

        for (int label = 0; label < labels.Count; label++)
        {
            int own = label;
            table = table.Column(
                $"specificity_{labels[label]}", row => row.Classes[own].Specificity.Value, "that less the effect on all other classes' examples",
                CellFormat.Number);
        }

        return table;
    }

    private static IEnumerable<string> Remarks(HeadAblationResult result)
    {
        if (result.Source is { } source && IsPatching(result))
        {
            yield return $"{result.Metric.Name()} of the run that is patched: {CellFormat.Number.Of(result.Clean)}; of the run that patches come from: "
                + $"{CellFormat.Number.Of(source)}; restored is the share of the way between them";
        }

        foreach (ScreenQuality screen in result.Screens)
        {
            yield return $"screen by {screen.Screen}: rank correlation {CellFormat.ThreeDecimals.Of(screen.RankCorrelation)} with what was measured, "
                + $"{CellFormat.Share.Of(screen.Recall)} of the top {screen.Top} found";
        }

        if (result.Group is { } group)
        {
            yield return SweepRemarks.OfGroup(group, CellFormat.Number);
        }

        if (result.Cumulative is { } removal)
        {
            yield return $"removed one after the other: {string.Join(", ", removal.Order)}; {result.Metric.Name()} then "
                + $"{CellFormat.Number.Of(removal.Steps[^1].Metric.Value)}, {CellFormat.Number.Of(removal.Steps[^1].RandomMetric.Value)} without as many "
                + "random heads";
        }
    }

    private sealed record RemovalRow(IReadOnlyList<Models.HeadId> Order, RemovalStep Step);

    private sealed record ScreenRow(ScreenQuality Screen, LabelEffect Head, int Place);
}
