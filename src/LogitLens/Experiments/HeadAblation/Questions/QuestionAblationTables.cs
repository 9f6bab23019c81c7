using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using static LogitLens.Experiments.Evaluation.ResultText;

namespace LogitLens.Experiments.HeadAblation.Questions;

/// <summary>A sweep over questions as tidy tables, and the rows a reader wants first.</summary>
internal static class QuestionAblationTables
{
    public static IEnumerable<CsvTable> Of(QuestionAblationResult result)
    {
        yield return new CsvTable(
            "effects",
            [
                "item", "kind", "layer", "head", "heads", "n", "edited", "edited_low", "edited_high", "effect", "low", "high", "broken", "mended",
                "p_value", "p_value_adjusted", "log_prob", "log_prob_effect", "log_prob_low", "log_prob_high", "log_prob_p_value",
                "log_prob_p_value_adjusted", "changed", "held_out", "log_prob_held_out",
            ],
            result.Items.Select(effect => (IReadOnlyList<object?>)
            [
                effect.Item.Name, effect.Item.Kind, effect.Item.Layer, effect.Item.Head, string.Join(' ', effect.Item.Heads), effect.Effect.N,
                effect.Edited.Value, effect.Edited.Interval?.Low, effect.Edited.Interval?.High, effect.Effect.Value, effect.Effect.Interval?.Low,
                effect.Effect.Interval?.High, effect.Broken, effect.Mended, effect.PValue, effect.AdjustedPValue, effect.LogProb.Value,
                effect.LogProbEffect.Value, effect.LogProbEffect.Interval?.Low, effect.LogProbEffect.Interval?.High, effect.LogProbPValue,
                effect.LogProbAdjustedPValue, effect.Changed.Value, effect.HeldOut?.Value, effect.LogProbHeldOut?.Value,
            ]));
        yield return new CsvTable(
            "answer-classes",
            ["item", "kind", "layer", "head", "class", "count", "n"],
            result.Items.SelectMany(effect => effect.Classes.Select(each => (IReadOnlyList<object?>)
            [
                effect.Item.Name, effect.Item.Kind, effect.Item.Layer, effect.Item.Head, each.Class, each.Count, effect.Effect.N,
            ])));
        if (result.Descriptions.Count > 0)
        {
            yield return CsvTable.Of("head-descriptions", result.Descriptions);
        }
    }

    public static SummaryTable Headline(QuestionAblationResult result, string what) => new(
        $"Ablating {result.What.ToString().ToLowerInvariant()} ({result.Edit}): {what}, n = {Number(result.N)}; "
        + $"exact answers without {Percent(result.Clean)}, log p(answer) {Fixed(result.CleanLogProb.Value, "0.00")}",
        ["edited", "exact", "effect", "95% interval", "held out", "p, adjusted", "broken", "mended", "log p(answer)", "p, adjusted", "attends to"],
        [
            .. result.Ranked.Cast<AnswerEffect>().OrderByDescending(effect => Math.Abs(effect.Effect.Value!.Value))
                .ThenByDescending(effect => Math.Abs(effect.LogProbEffect.Value!.Value)).Take(SweepTables.Shown).Select(effect => Row(effect, result)),
        ])
    {
        Notes = [.. SweepTables.Remarks(result), .. Remarks(result), .. result.Notes],
    };

    private static IReadOnlyList<string> Row(AnswerEffect effect, QuestionAblationResult result) =>
    [
        effect.Item.Name, Percent(effect.Edited.Value), Percent(effect.Effect.Value), PercentRange(effect.Effect.Interval),
        Percent(effect.HeldOut?.Value), SweepTables.P(effect.AdjustedPValue), Number(effect.Broken), Number(effect.Mended),
        Fixed(effect.LogProbEffect.Value, "+0.000;-0.000"), SweepTables.P(effect.LogProbAdjustedPValue),
        AblationTables.Attends(effect.Item, result.Descriptions),
    ];

    private static IEnumerable<string> Remarks(QuestionAblationResult result)
    {
        if (result.N > 1 && result.Items.Any(effect => effect.LogProbAdjustedPValue is not null))
        {
            yield return $"on log p(answer), {Number(result.Items.Count(effect => effect.IsLogProbSignificant))} do; ranking and stability are by it "
                + "where exact answers tie";
        }

        if (result.N > 0 && result.CleanExact.Count == 0)
        {
            yield return "no question is answered right without an edit: only log p(answer) can show harm";
        }

        if (result.Group is { } group && result.LogProbGroup is { } logProb)
        {
            yield return SweepTables.OfGroup(group, Percent, ", exact answers");
            yield return SweepTables.OfGroup(logProb, value => Fixed(value), ", log p(answer)");
        }
    }
}
