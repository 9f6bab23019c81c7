using LogitLens.Answers;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Evaluation;

/// <summary>A generation task's results as tidy tables, and the rows a reader wants first.</summary>
internal static class GenerationTables
{
    private static readonly Measures<GeneratedCondition> s_measures = new()
    {
        { "accuracy", condition => condition.Accuracy.ToEstimate(), "share of questions answered right" },
        { "majority_baseline", condition => condition.MajorityBaseline.ToEstimate(), "share that the most frequent answer would get right" },
        { "cut_off", condition => condition.CutOff.ToEstimate(), "share of continuations that ended at the limit of new tokens" },
        { "new_tokens", condition => condition.NewTokens, "mean number of tokens written" },
        { "answer_log_prob", condition => condition.AnswerLogProb, "mean log-probability of the right answer after the prompt, in nats" },
        { "balanced_accuracy", condition => condition.YesNo?.BalancedAccuracy, "mean recall of yes and no; only where all questions are of yes and no" },
        { "macro_f1", condition => condition.YesNo?.Macro.F1, "mean F1 of yes and no; only where all questions are of yes and no" },
    };

    private static readonly Table<MetricRow> s_metrics = new Table<MetricRow>("metrics", "one metric under one condition")
        .Condition(row => row.Condition.Name, row => row.Condition.Condition)
        .Metric(row => row.Metric, s_measures, EstimateHeadings.LowHighN);

    private static readonly Table<ClassRow> s_classes = new Table<ClassRow>("answer-classes", "how often one class of answer was given")
        .Column("condition", row => row.Condition, "how the model was asked")
        .Column("class", row => row.Answer.Class, "class of answer: right, or in which way wrong")
        .Column("count", row => row.Answer.Share.Count, "number of answers of the class", CellFormat.Count)
        .Column("n", row => row.Answer.Share.N, "number of questions", CellFormat.Count)
        .Estimate("share", row => row.Answer.Share.ToEstimate(), "`count` of `n`", EstimateHeadings.LowHigh, CellFormat.Share);

    private static readonly Table<OperationRow> s_operations = new Table<OperationRow>("wrong-operations", "one wrong operation that explains answers")
        .Column("condition", row => row.Condition, "how the model was asked")
        .Column("operation", row => row.Operation.Operation, "the operation that gives the answer which the model gave")
        .Column("count", row => row.Operation.Count, "number of answers that it explains", CellFormat.Count);

    private static readonly Table<GeneratedCondition> s_conditions = Enum.GetValues<AnswerClass>().Where(each => each != AnswerClass.Correct).Aggregate(
        new Table<GeneratedCondition>("conditions", "one condition")
            .Shown("condition", condition => condition.Name, key: true)
            .Shown("n", condition => condition.N, CellFormat.Count)
            .Estimate(
                "accuracy", condition => condition.Accuracy.ToEstimate(), "share of questions answered right", EstimateHeadings.LowHigh, CellFormat.Share,
                shown: "accuracy")
            .Shown("majority", condition => condition.MajorityBaseline.Value, CellFormat.Share),
        (table, answer) => table.Shown(Name(answer), condition => condition.Classes.First(each => each.Class == answer).Share.Count, CellFormat.Count))
        .Shown("cut off", condition => condition.CutOff.Value, CellFormat.Share)
        .Shown("log p(answer)", condition => condition.AnswerLogProb.Value, CellFormat.TwoDecimals);

    public static IReadOnlyList<ITable> Declared { get; } = [s_metrics, s_classes, s_operations, ConditionDifference.Table];

    public static IEnumerable<CsvTable> Of(GenerationResult result) =>
    [
        s_metrics.Csv(result.Conditions.SelectMany(condition => s_measures.Of(condition).Select(metric => new MetricRow(condition, metric)))),
        s_classes.Csv(result.Conditions.SelectMany(condition => condition.Classes.Select(answer => new ClassRow(condition.Name, answer)))),
        s_operations.Csv(result.Conditions.SelectMany(condition => condition.Operations.Select(each => new OperationRow(condition.Name, each)))),
        ConditionDifference.Table.Csv(result.Comparisons),
    ];

    public static SummaryTable Headline(GenerationResult result, string what) =>
        s_conditions.Summary($"Generation: {what}", result.Conditions.Where(condition => condition.N > 0)) with { Notes = result.Notes };

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

    private sealed record MetricRow(GeneratedCondition Condition, Measured Metric);

    private sealed record ClassRow(string Condition, AnswerShare Answer);

    private sealed record OperationRow(string Condition, OperationCount Operation);
}
