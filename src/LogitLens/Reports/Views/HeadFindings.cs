using LogitLens.Experiments;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Reports;

/// <summary>What a sweep found of each head: its effects, what it attends to, and the examples that it moves most or whose answers it changes.</summary>
internal static class HeadFindings
{
    private const int MostExamples = 6;
    private const int LongestText = 160;

    /// <summary>A page for each head; none where the sweep went over no heads.</summary>
    public static IReadOnlyList<HeadPage> Of(FinishedRun run) => run.Task is null ? OfLabels(run) : OfQuestions(run);

    private static IReadOnlyList<HeadPage> OfLabels(FinishedRun run)
    {
        HeadAblationResult result = run.Result<HeadAblationResult>();
        (LabelEffect Effect, int Place)[] heads = [.. result.Items.Select((effect, place) => (effect, place)).Where(each => IsHead(each.effect))];
        if (heads.Length == 0)
        {
            return [];
        }

        ConditionGroup<SweepRecord> group = SweepRecord.Group(run.Records<AblationRecord>());
        SweepValues values = SweepValues.Of(group, result.Metric);
        IReadOnlyDictionary<string, UnitPrompt> prompts = run.Prompts();
        SweepRecord[] examples = group.ByDraw[0];
        return
        [
            .. heads.Select(head => new HeadPage(
                head.Effect,
                result.Metric.Name(),
                [.. Facts(result, head.Effect), .. Attention(head.Effect.Item, result.Descriptions)],
                [
                    ($"Head {head.Effect.Item.Name} by class", ByClass(head.Effect)),
                    ($"Examples that head {head.Effect.Item.Name} moves most", new ReportTable(
                        ["example", "right", "effect", "text"],
                        [.. Moved(values, head.Place, examples).Select(moved => Row(moved, prompts, result.Labels))])),
                ])),
        ];
    }

    private static IReadOnlyList<HeadPage> OfQuestions(FinishedRun run)
    {
        QuestionAblationResult result = run.Result<QuestionAblationResult>();
        AnswerEffect[] heads = [.. result.Items.Where(effect => IsHead(effect.OnLogProb))];
        if (heads.Length == 0)
        {
            return [];
        }

        ILookup<string, IReadOnlyList<string>> changed = run.Records<QuestionAblationRecord>()
            .SelectMany(record => record.Changed.Select(change => (change.Item, Row: Row(record, change.Answer))))
            .ToLookup(each => each.Item, each => each.Row);
        return
        [
            .. heads.Select(head => new HeadPage(
                head.OnLogProb,
                "the right answer's log-probability in nats",
                [.. Facts(head), .. Attention(head.Item, result.Descriptions)],
                [
                    ($"Answers with head {head.Item.Name} edited", new ReportTable(
                        ["what became of the question", "n"],
                        [.. head.Classes.Select(each => (IReadOnlyList<string>)[CellFormat.Text.Of(each.Class), CellFormat.Count.Of(each.Count)])])),
                    ($"The first continuations that head {head.Item.Name} changes", new ReportTable(
                        ["question", "right", "written without the edit", "with it", "which is"], [.. changed[head.Item.Name].Take(MostExamples)])),
                ])),
        ];
    }

    private static bool IsHead(ItemEffect effect) => effect.Item.Kind is ItemKind.Head or ItemKind.Path;

    private static IEnumerable<(string Name, string? Value)> Facts(HeadAblationResult result, LabelEffect effect) =>
    [
        ($"effect on {result.Metric.Name()}", Written(effect.Effect, CellFormat.Signed)),
        ("adjusted p", effect.Acts ? CellFormat.PValue.Of(effect.AdjustedPValue) : "the edit can do nothing here"),
        ("effect on the other half of the examples", effect.HeldOut is { } heldOut ? Written(heldOut, CellFormat.Signed) : null),
        ("with the edit", $"{CellFormat.Number.Of(effect.Edited.Value)}, without {CellFormat.Number.Of(result.Clean)}"),
        ("accuracy with the edit", $"{CellFormat.Share.Of(effect.Accuracy.Value)}, without {CellFormat.Share.Of(result.CleanAccuracy.Value)}"),
        ("restored", effect.Restored is { } restored ? CellFormat.Share.Of(restored) : null),
    ];

    private static IEnumerable<(string Name, string? Value)> Facts(AnswerEffect effect) =>
    [
        ("effect on exact answers", Written(effect.Effect, CellFormat.Signed)), ("adjusted p", CellFormat.PValue.Of(effect.AdjustedPValue)),
        ("right without the edit alone", CellFormat.Count.Of(effect.Broken)), ("right with it alone", CellFormat.Count.Of(effect.Mended)),
        ("effect on the right answer's log-probability", Written(effect.LogProbEffect, CellFormat.Signed)),
        ("adjusted p of that", CellFormat.PValue.Of(effect.LogProbAdjustedPValue)),
        ("continuations that are other ones", CellFormat.Share.Of(effect.Changed.Value)),
    ];

    private static IEnumerable<(string Name, string? Value)> Attention(SweepItem item, IReadOnlyList<HeadDescription> descriptions) =>
        descriptions.FirstOrDefault(each => each.Layer == item.Layer && each.Head == item.Head) is { } own
            ?
            [
                ("attends to the previous token", CellFormat.Share.Of(own.PreviousToken)), ("to the first token", CellFormat.Share.Of(own.FirstToken)),
                ("to the earlier copy", CellFormat.Share.Of(own.DuplicateToken)),
                ("to the token after it (induction)", CellFormat.Share.Of(own.Induction)), ("entropy, nats", CellFormat.TwoDecimals.Of(own.Entropy)),
            ]
            : [];

    private static ReportTable ByClass(LabelEffect effect) => new(
        ["class", "effect", "interval", "n", "adjusted p", "over the others", "adjusted p of that"],
        [
            .. effect.Classes.Select(each => (IReadOnlyList<string>)
            [
                each.Label.Trim(), CellFormat.Signed.Of(each.Effect.Value), CellFormat.Signed.Of(each.Effect.Interval), $"{each.Effect.N}",
                CellFormat.PValue.Of(each.AdjustedPValue), CellFormat.Signed.Of(each.Specificity.Value), CellFormat.PValue.Of(each.SpecificityAdjustedPValue),
            ]),
        ]);

    private static IEnumerable<(SweepRecord Example, double Effect)> Moved(SweepValues values, int item, SweepRecord[] examples) => values.Measured(item)
        .Select(row => (examples[row], Effect: values.Difference(row, item))).Where(each => each.Effect != 0)
        .OrderByDescending(each => Math.Abs(each.Effect)).Take(MostExamples);

    private static IReadOnlyList<string> Row(
        (SweepRecord Example, double Effect) moved, IReadOnlyDictionary<string, UnitPrompt> prompts, IReadOnlyList<string> labels) =>
    [
        moved.Example.ExampleId, moved.Example.Label < labels.Count ? labels[moved.Example.Label].Trim() : $"{moved.Example.Label}",
        CellFormat.Signed.Of(moved.Effect), Html.Shortened(prompts.GetValueOrDefault(moved.Example.Id)?.Text, LongestText),
    ];

    private static IReadOnlyList<string> Row(QuestionAblationRecord record, WrittenAnswer answer) =>
    [
        Html.Shortened(record.Question ?? record.Id, LongestText), record.Answer ?? "", Html.Shortened(record.Clean?.Continuation, LongestText),
        Html.Shortened(answer.Continuation, LongestText), CellFormat.Text.Of(answer.Class),
    ];

    // "+0.120 (+0.100 to +0.140), n = 40".
    private static string Written(Estimate estimate, CellFormat format) =>
        format.Of(estimate.Value) + (estimate.Interval is { } interval ? $" ({format.Of(interval)})" : "") + $", n = {estimate.N}";
}
