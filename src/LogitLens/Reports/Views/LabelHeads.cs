using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Experiments.Sweeps.Effects;
using LogitLens.Runs;
using LogitLens.Runs.Folders;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Reports.Views;

/// <summary>The pages of heads where the answer is a label: scores, effects by class, the examples that the head moves most.</summary>
internal static class LabelHeads
{
    private const int MostMoved = 6;
    private const int LongestText = 160;

    /// <summary>A page for each head.</summary>
    public static IReadOnlyList<HeadPage> Of(FinishedRun run)
    {
        HeadAblationResult result = run.Result<HeadAblationResult>();
        (LabelEffect Effect, int Place)[] heads =
        [
            .. result.Items.Select((effect, place) => (effect, place)).Where(each => each.effect.Item.Kind is ItemKind.Head or ItemKind.Path),
        ];
        if (heads.Length == 0)
        {
            return [];
        }

        SweepRecord[] records = [.. run.Records<AblationRecord>()];
        SweepValues values = SweepValues.Of(SweepRecord.Group(records), result.Metric);
        IReadOnlyDictionary<string, UnitPrompt> prompts = run.Prompts();
        SweepRecord[] examples = SweepRecord.Group(records).ByDraw[0];
        return
        [
            .. heads.Select(head => Page(
                result, head.Effect, [.. Moved(values, head.Place, examples).Select(moved => Row(moved, prompts, result.Labels))])),
        ];
    }

    private static HeadPage Page(HeadAblationResult result, LabelEffect effect, IReadOnlyList<IReadOnlyList<string>> moved) => new(
        effect,
        result.Metric.Name(),
        [
            ($"effect on {result.Metric.Name()}", Written(effect.Effect, CellFormat.Signed)),
            ("adjusted p", effect.Acts ? CellFormat.PValue.Of(effect.AdjustedPValue) : "the edit can do nothing here"),
            ("effect on the other half of the examples", effect.HeldOut is { } heldOut ? Written(heldOut, CellFormat.Signed) : null),
            ("with the edit", $"{CellFormat.Number.Of(effect.Edited.Value)}, without {CellFormat.Number.Of(result.Clean)}"),
            ("accuracy with the edit", $"{CellFormat.Share.Of(effect.Accuracy.Value)}, without {CellFormat.Share.Of(result.CleanAccuracy.Value)}"),
            ("restored", effect.Restored is { } restored ? CellFormat.Share.Of(restored) : null),
            .. HeadPages.Attention(effect.Item, result.Descriptions),
        ],
        [
            ($"Head {effect.Item.Name} by class", new ReportTable(
                ["class", "effect", "interval", "n", "adjusted p", "over the others", "adjusted p of that"],
                [.. effect.Classes.Select(each => (IReadOnlyList<string>)
                [
                    each.Label.Trim(), CellFormat.Signed.Of(each.Effect.Value), CellFormat.Signed.Of(each.Effect.Interval), $"{each.Effect.N}",
                    CellFormat.PValue.Of(each.AdjustedPValue), CellFormat.Signed.Of(each.Specificity.Value),
                    CellFormat.PValue.Of(each.SpecificityAdjustedPValue),
                ])])),
            ($"Examples that head {effect.Item.Name} moves most", new ReportTable(["example", "right", "effect", "text"], moved)),
        ]);

    private static IEnumerable<(SweepRecord Example, double Effect)> Moved(SweepValues values, int item, SweepRecord[] examples) => values.Measured(item)
        .Select(row => (examples[row], Effect: values.Difference(row, item))).Where(each => each.Effect != 0)
        .OrderByDescending(each => Math.Abs(each.Effect)).Take(MostMoved);

    private static IReadOnlyList<string> Row(
        (SweepRecord Example, double Effect) moved, IReadOnlyDictionary<string, UnitPrompt> prompts, IReadOnlyList<string> labels) =>
    [
        moved.Example.ExampleId, moved.Example.Label < labels.Count ? labels[moved.Example.Label].Trim() : $"{moved.Example.Label}",
        CellFormat.Signed.Of(moved.Effect), Html.Shortened(prompts.GetValueOrDefault(moved.Example.Id)?.Text, LongestText),
    ];

    /// <summary>"+0.120 (+0.100 to +0.140), n = 40".</summary>
    internal static string Written(Estimate estimate, CellFormat format) =>
        format.Of(estimate.Value) + (estimate.Interval is { } interval ? $" ({format.Of(interval)})" : "") + $", n = {estimate.N}";
}
