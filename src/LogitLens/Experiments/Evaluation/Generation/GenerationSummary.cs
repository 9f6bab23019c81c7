using LogitLens.Answers;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Sums up a generation task's records; a pure function of them and the seed.</summary>
/// <param name="clusterOf">Each example's cluster by its id; null where examples are independent.</param>
internal sealed class GenerationSummary(IReadOnlyList<Condition> conditions, long seed, IReadOnlyDictionary<string, string>? clusterOf = null)
{
    private static readonly string[] s_yesNo = ["yes", "no"];

    public GenerationResult Of(IEnumerable<GenerationRecord> records)
    {
        IReadOnlyList<ConditionGroup<GenerationRecord>> groups = ConditionGroups.Of(conditions, records, clusterOf);
        return new GenerationResult
        {
            Conditions = [.. groups.Select(Summarise)],
            Comparisons = ConditionDifference.Between(groups, record => record.Correct),
        };
    }

    private GeneratedCondition Summarise(ConditionGroup<GenerationRecord> group)
    {
        IReadOnlyList<GenerationRecord> all = group.All;
        IEnumerable<IGrouping<string, GenerationRecord>> answers = all.GroupBy(record => record.Answer ?? record.Example);
        string? majority = answers.MaxBy(answer => answer.Count())?.Key;
        return new GeneratedCondition(
            group.Condition.Name,
            group.Condition,
            group.N,
            group.Share(record => record.Correct),
            group.Share(record => (record.Answer ?? record.Example) == majority),
            [.. Enum.GetValues<AnswerClass>().Select(each => new AnswerShare(each, group.Share(record => record.Class == each)))],
            [.. all.Where(record => record.Class == AnswerClass.WrongOperation).GroupBy(record => record.Detail!)
                .OrderByDescending(operation => operation.Count()).ThenBy(operation => operation.Key, StringComparer.Ordinal)
                .Select(operation => new OperationCount(operation.Key, operation.Count()))],
            group.Share(record => record.Finish == FinishReason.Length),
            group.Mean(record => record.NewTokens.Length, ValueRange.NonNegative),
            group.Mean(record => record.AnswerLogProb, ValueRange.NonPositive))
        {
            AccuracyByDraw = group.ShareByDraw(record => record.Correct),
            YesNo = group.N > 0 && all.All(record => YesNo(record.Answer) >= 0) ? group.Classify(Predictions, seed) : null,
        };
    }

    private static LabelledPredictions Predictions(GenerationRecord[] records) =>
        new(s_yesNo, [.. records.Select(record => YesNo(record.Answer))], [.. records.Select(record => YesNo(record.Found))]);

    // Which is none of the classes where it is neither.
    private static int YesNo(string? answer) => Array.IndexOf(s_yesNo, answer?.ToLowerInvariant());
}
