using LogitLens.Experiments.Classification;
using LogitLens.Statistics;
using LogitLens.Statistics.Classification;

namespace LogitLens.Experiments.Evaluation.Generation;

/// <summary>Sums up a generation task's records; a pure function of them and the seed.</summary>
public sealed class GenerationSummary(IReadOnlyList<Condition> conditions, long seed)
{
    private static readonly string[] s_yesNo = ["yes", "no"];

    /// <summary>The summary.</summary>
    public GenerationResult Of(IEnumerable<GenerationRecord> records)
    {
        ILookup<string, GenerationRecord> byCondition = records.ToLookup(record => record.Condition);
        GenerationRecord[][] groups =
            [.. conditions.Select(condition => byCondition[condition.Name].OrderBy(record => record.Example, StringComparer.Ordinal).ToArray())];
        return new GenerationResult
        {
            Conditions = [.. conditions.Zip(groups, Summarise)],
            Comparisons = ConditionDifference.Between([.. conditions.Zip(groups, (condition, group) => new ConditionOutcomes(
                condition.Name, group.ToDictionary(record => record.Example, record => record.Correct)))]),
        };
    }

    private GeneratedCondition Summarise(Condition condition, GenerationRecord[] records)
    {
        int n = records.Length;
        int Count(Func<GenerationRecord, bool> which) => records.Count(which);
        return new GeneratedCondition(
            condition.Name,
            condition,
            n,
            Proportion.Of(Count(record => record.Correct), n),
            Proportion.Of(n == 0 ? 0 : records.GroupBy(record => record.Answer ?? record.Example).Max(group => group.Count()), n),
            [.. Enum.GetValues<AnswerClass>().Select(each => new AnswerShare(each, Proportion.Of(Count(record => record.Class == each), n)))],
            [.. records.Where(record => record.Class == AnswerClass.WrongOperation).GroupBy(record => record.Detail!)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new OperationCount(group.Key, group.Count()))],
            Proportion.Of(Count(record => record.Finish == FinishReason.Length), n),
            MeanInterval.StudentT([.. records.Select(record => (double)record.NewTokens.Length)]),
            MeanInterval.StudentT([.. records.Select(record => record.AnswerLogProb)]))
        {
            YesNo = n > 0 && records.All(record => YesNo(record.Answer) >= 0) ? Classify(records) : null,
        };
    }

    private ClassificationMetrics Classify(GenerationRecord[] records) => ClassificationMetrics.Of(
        new LabelledPredictions(s_yesNo, [.. records.Select(record => YesNo(record.Answer))], [.. records.Select(record => YesNo(record.Found))]), seed);

    // Which is none of the classes where it is neither.
    private static int YesNo(string? answer) => Array.IndexOf(s_yesNo, answer?.ToLowerInvariant());
}
