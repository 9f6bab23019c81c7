using LogitLens.Runs;
using static LogitLens.Experiments.Evaluation.ResultText;

namespace LogitLens.Experiments.HeadAblation.Questions;

/// <summary>A sweep over questions as tidy tables, and the rows a reader wants first.</summary>
internal static class QuestionAblationTables
{
    private const int Shown = 10;

    public static IEnumerable<CsvTable> Of(QuestionAblationResult result)
    {
        yield return new CsvTable(
            "effects",
            [
                "item", "kind", "layer", "head", "heads", "n", "edited", "edited_low", "edited_high", "effect", "low", "high", "broken", "mended",
                "p_value", "p_value_adjusted", "log_prob", "log_prob_effect", "log_prob_low", "log_prob_high", "log_prob_p_value",
                "log_prob_p_value_adjusted", "changed",
            ],
            result.Items.Select(effect => (IReadOnlyList<object?>)
            [
                effect.Item.Name, effect.Item.Kind, effect.Item.Layer, effect.Item.Head, string.Join(' ', effect.Item.Heads), effect.Effect.N,
                effect.Edited.Value, effect.Edited.Interval?.Low, effect.Edited.Interval?.High, effect.Effect.Value, effect.Effect.Interval?.Low,
                effect.Effect.Interval?.High, effect.Broken, effect.Mended, effect.PValue, effect.AdjustedPValue, effect.LogProb.Value,
                effect.LogProbEffect.Value, effect.LogProbEffect.Interval?.Low, effect.LogProbEffect.Interval?.High, effect.LogProbPValue,
                effect.LogProbAdjustedPValue, effect.Changed.Value,
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

    public static SummaryTable Headline(QuestionAblationResult result, string what)
    {
        QuestionEffect[] single = [.. result.Items.Where(effect => effect.Item.IsSingle)];
        return new SummaryTable(
            $"Ablating {result.What.ToString().ToLowerInvariant()} ({result.Edit}): {what}, n = {Number(result.N)}; "
            + $"exact answers without {Percent(result.Clean)}, log p(answer) {Fixed(result.CleanLogProb.Value, "0.00")}",
            ["edited", "exact", "effect", "95% interval", "p, adjusted", "broken", "mended", "log p(answer)", "p, adjusted", "attends to"],
            [
                .. single.Where(effect => effect.Effect.Value is not null).OrderByDescending(effect => Math.Abs(effect.Effect.Value!.Value))
                    .ThenByDescending(effect => Math.Abs(effect.LogProbEffect.Value!.Value)).Take(Shown).Select(effect => Row(effect, result)),
            ])
        {
            Notes = [.. Remarks(result, single)],
        };
    }

    private static IReadOnlyList<string> Row(QuestionEffect effect, QuestionAblationResult result) =>
    [
        effect.Item.Name, Percent(effect.Edited.Value), Percent(effect.Effect.Value), PercentRange(effect.Effect.Interval), P(effect.AdjustedPValue),
        Number(effect.Broken), Number(effect.Mended), Fixed(effect.LogProbEffect.Value, "+0.000;-0.000"), P(effect.LogProbAdjustedPValue),
        AblationTables.Attends(effect.Item, result.Descriptions),
    ];

    private static IEnumerable<string> Remarks(QuestionAblationResult result, QuestionEffect[] single)
    {
        if (single.Length > 0 && result.N > 1)
        {
            yield return $"of {Number(single.Length)} effects, {Number(single.Count(effect => effect.IsSignificant))} on exact answers and "
                + $"{Number(single.Count(effect => effect.IsLogProbSignificant))} on log p(answer) differ from zero at a false discovery rate of 5%";
        }

        if (result.N > 0 && result.CleanExact.Count == 0)
        {
            yield return "no question is answered right without an edit: only log p(answer) can show harm";
        }

        if (result.Stability is { RankCorrelation: { } repeat })
        {
            yield return $"the ranking by log p(answer) repeats between halves of the questions with a rank correlation of {Fixed(repeat)}";
        }

        if (result.Group is { } group && result.LogProbGroup is { } logProb)
        {
            yield return $"all {Number(group.Heads.Count)} heads together: {Percent(group.Effect.Value)} exact answers; random sets of as many: "
                + $"{Percent(group.Controls.Min())} to {Percent(group.Controls.Max())} (p = {Fixed(group.PValue)})";
            yield return $"their log p(answer) together: {Fixed(logProb.Effect.Value)}; random sets of as many: "
                + $"{Fixed(logProb.Controls.Min())} to {Fixed(logProb.Controls.Max())} (p = {Fixed(logProb.PValue)})";
        }

        foreach (string note in result.Notes)
        {
            yield return note;
        }
    }

    private static string P(double? value) => value < 0.001 ? "<0.001" : Fixed(value);
}
