using LogitLens.Answers;
using LogitLens.Experiments;
using LogitLens.Experiments.Evaluation;

namespace LogitLens.Tests.Experiments.Evaluation.Generation;

public sealed class GenerationSummaryTests
{
    private static readonly Condition s_condition = new(0, null);

    [Fact]
    public void Classes_are_counted_and_their_shares_add_up()
    {
        GeneratedCondition summary = Summarise(
            Record("a", "3", AnswerClass.Correct), Record("b", "4", AnswerClass.OffByOne), Record("c", "4", AnswerClass.WrongOperation, "addition"),
            Record("d", "5", AnswerClass.WrongOperation, "division"), Record("e", "6", AnswerClass.WrongOperation, "addition"));

        Assert.Equal(1, summary.Accuracy.Count);
        Assert.Equal(2, summary.MajorityBaseline.Count);
        Assert.Equal(5, summary.Classes.Sum(each => each.Share.Count));
        Assert.Equal(3, summary.Classes.Single(each => each.Class == AnswerClass.WrongOperation).Share.Count);
        Assert.Equal([new OperationCount("addition", 2), new OperationCount("division", 1)], summary.Operations);
        Assert.Null(summary.YesNo);
    }

    [Fact]
    public void Questions_of_yes_and_no_are_also_a_classification()
    {
        GeneratedCondition summary = Summarise(
            Record("a", "yes", AnswerClass.Correct) with { Found = "yes" },
            Record("b", "No", AnswerClass.WrongYesNo) with { Found = "yes" },
            Record("c", "no", AnswerClass.Incomplete));

        Assert.Equal([[1, 0], [1, 0]], summary.YesNo!.Confusion.Counts);
        Assert.Equal([0, 1], summary.YesNo.Confusion.NoClass);
        Assert.Equal(summary.Accuracy.Count, summary.YesNo.Accuracy.Count);
    }

    private static GeneratedCondition Summarise(params GenerationRecord[] records) => new GenerationSummary([s_condition], seed: 1).Of(records).Conditions[0];

    private static GenerationRecord Record(string example, string answer, AnswerClass judged, string? detail = null) => new()
    {
        Id = example,
        Condition = s_condition.Name,
        Example = example,
        Answer = answer,
        NewTokens = [1],
        Class = judged,
        Detail = detail,
    };
}
