using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>A sweep over questions as tidy tables, and the rows a reader wants first.</summary>
internal static class QuestionAblationTables
{
    private static readonly Table<ClassRow> s_answerClasses = new Table<ClassRow>("answer-classes", "how many answers under one edit are of one class")
        .Column("item", row => row.Item.Name, "the edit's name")
        .Column("kind", row => row.Item.Kind, "what kind of edit it is")
        .Column("layer", row => row.Item.Layer, "its layer, from 0; empty for sets of heads", CellFormat.Count)
        .Column("head", row => row.Item.Head, "its head in the layer; empty for what is no single head", CellFormat.Count)
        .Column("class", row => row.Own.Class, "what became of the questions")
        .Column("count", row => row.Own.Count, "how many", CellFormat.Count)
        .Column("n", row => row.N, "questions in all", CellFormat.Count);

    public static IReadOnlyList<ITable> Declared { get; } = [Effects(null), s_answerClasses, HeadDescription.Table];

    public static IEnumerable<CsvTable> Of(QuestionAblationResult result)
    {
        yield return Effects(result).Csv(result.Items);
        yield return s_answerClasses.Csv(result.Items.SelectMany(effect => effect.Classes.Select(own => new ClassRow(effect.Item, own, effect.Effect.N))));
        if (result.Descriptions.Count > 0)
        {
            yield return HeadDescription.Table.Csv(result.Descriptions);
        }
    }

    public static SummaryTable Headline(QuestionAblationResult result, string what) => Effects(result).Summary(
        $"Ablating {result.What.ToString().ToLowerInvariant()} ({result.Edit}): {what}, n = {CellFormat.Count.Of(result.N)}; "
        + $"exact answers without {CellFormat.Share.Of(result.Clean)}, log p(answer) {CellFormat.TwoDecimals.Of(result.CleanLogProb.Value)}",
        result.Ranked.Cast<AnswerEffect>().OrderByDescending(effect => Math.Abs(effect.Effect.Value!.Value))
            .ThenByDescending(effect => Math.Abs(effect.LogProbEffect.Value!.Value)).Take(SweepTables.Shown)) with
    {
        Notes = [.. SweepRemarks.Of(result), .. Remarks(result), .. result.Notes],
    };

    private static Table<AnswerEffect> Effects(QuestionAblationResult? result)
    {
        Table<AnswerEffect> table = new Table<AnswerEffect>("effects", "the effect of one edit on the answers")
            .Column("item", row => row.Item.Name, "the edit's name: `9.6` for a head", shown: "edited", key: true)
            .Column("kind", row => row.Item.Kind, "what kind of edit it is")
            .Column("layer", row => row.Item.Layer, "its layer, from 0; empty for sets of heads", CellFormat.Count)
            .Column("head", row => row.Item.Head, "its head in the layer; empty for what is no single head", CellFormat.Count)
            .WithHeads(row => row.Item)
            .Column("n", row => row.Effect.N, "questions", CellFormat.Count)
            .Shown("exact", row => row.Edited.Value, CellFormat.Share)
            .Estimate("edited", row => row.Edited.ToEstimate(), "share answered right under the edit", EstimateHeadings.Of("edited"), CellFormat.Share)
            .Estimate(
                "effect", row => row.Effect, "that less the share without the edit, paired by question", EstimateHeadings.LowHigh, CellFormat.Share,
                shown: "effect")
            .Shown("held out", row => row.HeldOut?.Value, CellFormat.Share)
            .Column("broken", row => row.Broken, "questions answered right without the edit alone", CellFormat.Count, shown: "broken")
            .Column("mended", row => row.Mended, "questions answered right under the edit alone", CellFormat.Count, shown: "mended")
            .Column("p_value", row => row.PValue, "McNemar's exact test of no effect; empty for sets of heads", CellFormat.PValue)
            .Column(
                "p_value_adjusted", row => row.AdjustedPValue, "after Benjamini and Hochberg over all edits tested", CellFormat.PValue, shown: "p, adjusted")
            .Column("log_prob", row => row.LogProb.Value, "the right answer's log-probability under the edit, in nats", CellFormat.Number)
            .Estimate("log_prob_effect", row => row.LogProbEffect, "that less the one without the edit, paired by question", EstimateHeadings.Of("log_prob"))
            .Shown("log p(answer)", row => row.LogProbEffect.Value, CellFormat.Signed)
            .Column("log_prob_p_value", row => row.LogProbPValue, "Wilcoxon's signed-rank test of no effect on it", CellFormat.PValue)
            .Column("log_prob_p_value_adjusted", row => row.LogProbAdjustedPValue, "adjusted alike", CellFormat.PValue, shown: "its p, adjusted")
            .Column("changed", row => row.Changed.Value, "share of continuations that are other ones, right or wrong", CellFormat.Share)
            .Column(
                "held_out", row => row.HeldOut?.Value, "the effect on one half of the questions, of an edit that is among the greatest on the other half",
                CellFormat.Share)
            .Column("log_prob_held_out", row => row.LogProbHeldOut?.Value, "the same of the log-probability", CellFormat.Number);
        return result is { Descriptions.Count: > 0 } ? table.Shown("attends to", row => HeadDescription.Attends(row.Item, result.Descriptions)) : table;
    }

    private static IEnumerable<string> Remarks(QuestionAblationResult result)
    {
        if (result.N > 1 && result.Items.Any(effect => effect.LogProbAdjustedPValue is not null))
        {
            yield return $"on log p(answer), {result.Items.Count(effect => effect.IsLogProbSignificant)} do; stability is of the ranking by it";
        }

        if (result.N > 0 && result.CleanExact.Count == 0)
        {
            yield return "no question is answered right without an edit: only log p(answer) can show harm";
        }

        if (result.Group is { } group && result.LogProbGroup is { } logProb)
        {
            yield return SweepRemarks.OfGroup(group, CellFormat.Share, ", exact answers");
            yield return SweepRemarks.OfGroup(logProb, CellFormat.ThreeDecimals, ", log p(answer)");
        }
    }

    private sealed record ClassRow(SweepItem Item, AnswerCount Own, int N);
}
