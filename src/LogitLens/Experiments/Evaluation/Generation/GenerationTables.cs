using System.Text.Json;
using LogitLens.Experiments.Classification;
using LogitLens.Runs;
using LogitLens.Statistics;
using static LogitLens.Experiments.Evaluation.ResultText;

namespace LogitLens.Experiments.Evaluation.Generation;

/// <summary>A generation task's results as tidy tables, and the rows a reader wants first.</summary>
internal static class GenerationTables
{
    public static IEnumerable<CsvTable> Of(GenerationResult result)
    {
        yield return new CsvTable(
            "metrics",
            ["condition", "shots", "demos", "metric", "value", "low", "high", "n"],
            result.Conditions.SelectMany(condition => Metrics(condition).Select(row => (IReadOnlyList<object?>)
            [
                condition.Name, condition.Condition.Shots, condition.Condition.Demos, row.Name, row.Estimate.Value, row.Estimate.Interval?.Low,
                row.Estimate.Interval?.High, row.Estimate.N,
            ])));
        yield return new CsvTable(
            "answer-classes",
            ["condition", "class", "count", "n", "share", "low", "high"],
            result.Conditions.SelectMany(condition => condition.Classes.Select(each => (IReadOnlyList<object?>)
            [
                condition.Name, each.Class, each.Share.Count, each.Share.N, each.Share.Value, each.Share.Interval?.Low, each.Share.Interval?.High,
            ])));
        yield return new CsvTable(
            "wrong-operations",
            ["condition", "operation", "count"],
            result.Conditions.SelectMany(condition => condition.Operations.Select(each => (IReadOnlyList<object?>)[condition.Name, each.Operation, each.Count])));
        yield return ConditionDifference.Table(result.Comparisons);
    }

    public static SummaryTable Headline(GenerationResult result, string what) => new(
        $"Generation: {what}",
        [
            "condition", "n", "accuracy", "95% interval", "majority",
            .. Enum.GetValues<AnswerClass>().Where(each => each != AnswerClass.Correct).Select(Name), "cut off", "log p(answer)",
        ],
        [.. result.Conditions.Where(condition => condition.N > 0).Select(condition => (IReadOnlyList<string>)
        [
            condition.Name, Number(condition.N), Percent(condition.Accuracy.Value), PercentRange(condition.Accuracy.Interval),
            Percent(condition.MajorityBaseline.Value),
            .. condition.Classes.Where(each => each.Class != AnswerClass.Correct).Select(each => Number(each.Share.Count)),
            Percent(condition.CutOff.Value), Fixed(condition.AnswerLogProb.Value, "0.00"),
        ])])
    {
        Notes = result.Notes,
    };

    /// <summary>"wrong-operation" as people read it.</summary>
    public static string Name(AnswerClass answer) => answer switch
    {
        AnswerClass.OffByOne => "off by one",
        AnswerClass.WrongOperation => "wrong operation",
        AnswerClass.ArithmeticSlip => "slip",
        AnswerClass.RepeatsQuestion => "repeats",
        AnswerClass.WrongYesNo => "wrong yes/no",
        _ => JsonNamingPolicy.KebabCaseLower.ConvertName(answer.ToString()),
    };

    private static IEnumerable<(string Name, Estimate Estimate)> Metrics(GeneratedCondition condition)
    {
        IEnumerable<(string, Estimate)> metrics =
        [
            ("accuracy", condition.Accuracy.ToEstimate()),
            ("majority_baseline", condition.MajorityBaseline.ToEstimate()),
            ("cut_off", condition.CutOff.ToEstimate()),
            ("new_tokens", condition.NewTokens),
            ("answer_log_prob", condition.AnswerLogProb),
        ];
        return condition.YesNo is { } yesNo
            ? [.. metrics, ("balanced_accuracy", yesNo.BalancedAccuracy), ("macro_f1", yesNo.Macro.F1)]
            : metrics;
    }
}
