using LogitLens.Experiments.HeadAblation.Questions;
using LogitLens.Experiments.Sweeps;
using LogitLens.Experiments.Sweeps.Effects;
using LogitLens.Runs.Folders;
using LogitLens.Tables;

namespace LogitLens.Reports.Views;

/// <summary>The pages of heads where answers are written out: effects on exact answers and on their log-probability, and the answers that changed.</summary>
internal static class QuestionHeads
{
    private const int MostChanged = 6;
    private const int LongestText = 160;

    /// <summary>A page for each head.</summary>
    public static IReadOnlyList<HeadPage> Of(FinishedRun run)
    {
        QuestionAblationResult result = run.Result<QuestionAblationResult>();
        AnswerEffect[] heads = [.. result.Items.Where(effect => effect.Item.Kind == ItemKind.Head)];
        if (heads.Length == 0)
        {
            return [];
        }

        ILookup<string, (QuestionAblationRecord Record, WrittenAnswer Answer)> changed = run.Records<QuestionAblationRecord>()
            .SelectMany(record => record.Changed.Select(change => (change.Item, record, change.Answer)))
            .ToLookup(each => each.Item, each => (each.record, each.Answer));
        return [.. heads.Select(head => Page(result, head, [.. changed[head.Item.Name].Take(MostChanged).Select(Row)]))];
    }

    private static HeadPage Page(QuestionAblationResult result, AnswerEffect effect, IReadOnlyList<IReadOnlyList<string>> changed) => new(
        effect.OnLogProb,
        "the right answer's log-probability in nats",
        [
            ("effect on exact answers", LabelHeads.Written(effect.Effect, CellFormat.Signed)), ("adjusted p", CellFormat.PValue.Of(effect.AdjustedPValue)),
            ("right without the edit alone", CellFormat.Count.Of(effect.Broken)), ("right with it alone", CellFormat.Count.Of(effect.Mended)),
            ("effect on the right answer's log-probability", LabelHeads.Written(effect.LogProbEffect, CellFormat.Signed)),
            ("adjusted p of that", CellFormat.PValue.Of(effect.LogProbAdjustedPValue)),
            ("continuations that are other ones", CellFormat.Share.Of(effect.Changed.Value)),
            .. HeadPages.Attention(effect.Item, result.Descriptions),
        ],
        [
            ($"Answers with head {effect.Item.Name} edited", new ReportTable(
                ["what became of the question", "n"],
                [.. effect.Classes.Select(each => (IReadOnlyList<string>)[CellFormat.Text.Of(each.Class), CellFormat.Count.Of(each.Count)])])),
            ($"The first continuations that head {effect.Item.Name} changes", new ReportTable(
                ["question", "right", "written without the edit", "with it", "which is"], changed)),
        ]);

    private static IReadOnlyList<string> Row((QuestionAblationRecord Record, WrittenAnswer Answer) changed) =>
    [
        Html.Shortened(changed.Record.Question ?? changed.Record.Id, LongestText), changed.Record.Answer ?? "",
        Html.Shortened(changed.Record.Clean?.Continuation, LongestText), Html.Shortened(changed.Answer.Continuation, LongestText),
        CellFormat.Text.Of(changed.Answer.Class),
    ];
}
