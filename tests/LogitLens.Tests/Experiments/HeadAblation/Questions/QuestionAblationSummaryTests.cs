using LogitLens.Answers;
using LogitLens.Experiments;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.HeadAblation.Questions;

public sealed class QuestionAblationSummaryTests
{
    private const string Broken = "0.1";

    private static readonly SweepItem[] s_items = [SweepItem.OfHead(new HeadId(0, 0)), SweepItem.OfHead(new HeadId(0, 1))];

    [Fact]
    public void An_effect_is_the_share_right_under_the_edit_less_the_share_without()
    {
        QuestionAblationResult result = Summarise(Six(), s_items);

        Assert.Equal((6, 5.0 / 6), (result.N, result.Clean));
        Assert.Equal([5.0 / 6, 0.0, null], result.Edited[0]);
        Assert.Equal([0.0, -5.0 / 6, null], result.Effects[0]);
        Assert.Equal((5, 0), (result.Items[1].Broken, result.Items[1].Mended));
        Assert.Equal((0, 0), (result.Items[0].Broken, result.Items[0].Mended));
        Assert.Equal((5, 6), (result.Items[1].Changed.Count, result.Items[1].Changed.N));
    }

    [Fact]
    public void Tests_are_exact_and_adjusted_over_the_single_items()
    {
        QuestionAblationResult result = Summarise(Six(), s_items);

        // Five of five discordant questions one way: 2 / 2^5; the first of two tests is doubled.
        Assert.Equal(2.0 / 32, result.Items[1].PValue!.Value, 12);
        Assert.Equal(4.0 / 32, result.Items[1].AdjustedPValue!.Value, 12);
        Assert.Equal(1, result.Items[0].PValue);
        Assert.False(result.Items[1].IsSignificant);
    }

    [Fact]
    public void Log_probabilities_are_compared_question_by_question()
    {
        QuestionAblationResult result = Summarise(Six(), s_items);

        Assert.Equal(-1, result.CleanLogProb.Value);
        Assert.Equal([0.5, -2.0, null], result.LogProbEffects[0]);

        // Six differences of one sign: 2 / 2^6.
        Assert.Equal(2.0 / 64, result.Items[0].LogProbPValue!.Value, 12);
        Assert.True(result.Items[0].IsLogProbSignificant);
    }

    [Fact]
    public void Classes_under_an_edit_are_those_of_changed_and_of_unchanged_answers()
    {
        AnswerEffect broken = Summarise(Six(), s_items).Items[1];

        Assert.Equal(5, broken.Classes.Single(each => each.Class == AnswerClass.OffByOne).Count);
        Assert.Equal(1, broken.Classes.Single(each => each.Class == AnswerClass.Hallucinated).Count);
        Assert.Equal(6, broken.Classes.Sum(each => each.Count));
    }

    [Fact]
    public void A_group_is_compared_with_random_sets_and_not_tested()
    {
        SweepItem[] items =
        [
            new("group", ItemKind.Group) { Heads = [new HeadId(0, 1)] },
            new("random group 1", ItemKind.RandomGroup) { Heads = [new HeadId(0, 0)], Draw = 1 },
        ];
        QuestionAblationResult result = Summarise([.. Six().Select(record => record with { EditedCorrect = [false, record.EditedCorrect[0]] })], items);

        Assert.Null(result.Items[0].PValue);
        Assert.Empty(result.Effects);
        Assert.Equal(0.5, result.Group!.PValue);
        Assert.Equal([0.0], result.Group.Controls);
    }

    [Fact]
    public void No_records_give_no_numbers()
    {
        QuestionAblationResult result = Summarise([], s_items);

        Assert.Null(result.Clean);
        Assert.Equal([null, null, null], result.Effects[0]);
    }

    private static QuestionAblationResult Summarise(IEnumerable<QuestionAblationRecord> records, SweepItem[] items) =>
        new QuestionAblationSummary(new HeadAblationOptions(), SmallModel.Config).Of(records, items);

    // Five questions right without an edit, one not; head 0.0 leaves all as they are, head 0.1 breaks the five.
    private static QuestionAblationRecord[] Six() =>
    [
        .. Enumerable.Range(0, 6).Select(i => new QuestionAblationRecord
        {
            Id = $"{i}",
            Clean = Answer(i < 5 ? AnswerClass.Correct : AnswerClass.Hallucinated),
            CleanLogProb = -1,
            EditedCorrect = [i < 5, false],
            EditedLogProb = [-0.5, -3],
            Changed = i < 5 ? [new ChangedAnswer(Broken, Answer(AnswerClass.OffByOne))] : [],
        }),
    ];

    private static WrittenAnswer Answer(AnswerClass judged) => new("4", [1], FinishReason.Stop, "4", judged);
}
