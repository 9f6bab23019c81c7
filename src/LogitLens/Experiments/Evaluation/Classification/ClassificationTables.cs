using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.Evaluation;

/// <summary>A classification's results as tidy tables, and the rows a reader wants first.</summary>
internal static class ClassificationTables
{
    private static readonly Measures<ClassificationMetrics> s_answers = new()
    {
        { "accuracy", metrics => metrics.Accuracy.ToEstimate(), "share of examples whose right label is the most probable of the labels" },
        { "balanced_accuracy", metrics => metrics.BalancedAccuracy, "mean of the classes' recalls" },
    };

    private static readonly Measures<ClassifiedCondition> s_exact = new()
    {
        {
            "exact_first_token_accuracy", condition => condition.ExactAccuracy.ToEstimate(),
            "share of examples after which the model itself goes on with the right label's first token"
        },
    };

    private static readonly Measures<ClassificationMetrics> s_probabilities = new()
    {
        { "log_loss", metrics => metrics.Probabilities?.LogLoss, "mean negative log-probability of the right label among the labels, in nats" },
        { "brier", metrics => metrics.Probabilities?.Brier, "mean squared distance of the labels' probabilities from the right answer" },
        {
            "expected_calibration_error", metrics => metrics.Probabilities?.ExpectedCalibrationError,
            "mean distance between confidence and accuracy, over bins of confidence"
        },
        { "majority_baseline", metrics => metrics.Baselines.Majority.ToEstimate(), "accuracy of always giving the most frequent label" },
        {
            "uniform_random_baseline", metrics => new Estimate(metrics.Baselines.UniformRandom, null, metrics.N),
            "accuracy of guessing each label equally often"
        },
        {
            "proportional_random_baseline", metrics => new Estimate(metrics.Baselines.ProportionalRandom, null, metrics.N),
            "accuracy of guessing each label as often as it occurs"
        },
    };

    private static readonly Measures<ClassMetrics> s_perClass = new()
    {
        { "precision", scores => scores.Precision, "share of the examples given this label that have it" },
        { "recall", scores => scores.Recall, "share of the examples with this label that are given it" },
        { "specificity", scores => scores.Specificity, "share of the examples without this label that are not given it" },
        { "f1", scores => scores.F1, "harmonic mean of precision and recall" },
        { "roc_auc", scores => scores.RocAuc, "chance that an example of the class has the label's probability higher than one of the others" },
    };

    private static readonly Measures<MeanMetrics> s_macro = Means("macro", "plain mean over the classes");

    private static readonly Measures<MeanMetrics> s_weighted = Means("weighted", "mean over the classes, weighted by how often each occurs");

    private static readonly Table<MetricRow> s_metrics = new Table<MetricRow>("metrics", "one metric under one condition")
        .Condition(row => row.Condition.Name, row => row.Condition.Condition)
        .Column("calibrated", row => row.Calibrated, "whether the model's leaning towards labels is taken out (`--calibrate`)")
        .Column("class", row => row.Class, "the class that the metric is of; empty for all together")
        .Metric(row => row.Metric, [.. s_answers, .. s_exact, .. s_probabilities, .. s_perClass, .. s_macro, .. s_weighted], EstimateHeadings.LowHighN);

    private static readonly Table<ConfusionCell> s_confusion = new Table<ConfusionCell>("confusion", "how often one label was taken for another")
        .Column("condition", cell => cell.Condition, "how the model was asked")
        .Column("decoding", cell => cell.Decoding, "how the answer was read", values:
        [
            ("among-labels", "the most probable of the labels"), ("first-token", "the label that the model itself goes on with"),
        ])
        .Column("actual", cell => cell.Actual, "the right label")
        .Column("predicted", cell => cell.Predicted, "the label given; empty where it was none of them")
        .Column("count", cell => cell.Count, "number of examples", CellFormat.Count);

    private static readonly Table<RocRow> s_roc = new Table<RocRow>("roc", "one point of a class's receiver operating characteristic")
        .Column("condition", row => row.Condition, "how the model was asked")
        .Column("class", row => row.Class, "the class that is told from the others")
        .Column(
            "threshold", row => row.Point.Threshold, "the label's probability from which an example counts as of the class; empty above all", CellFormat.Number)
        .Column("false_positive_rate", row => row.Point.FalsePositiveRate, "share of the other classes' examples at or above it", CellFormat.Share)
        .Column("true_positive_rate", row => row.Point.TruePositiveRate, "share of the class's examples at or above it", CellFormat.Share);

    private static readonly Table<BinRow> s_reliability = new Table<BinRow>("reliability", "the examples of one bin of confidence")
        .Column("condition", row => row.Condition, "how the model was asked")
        .Column("low", row => row.Bin.Low, "the bin's lower end", CellFormat.Number)
        .Column("high", row => row.Bin.High, "the bin's upper end", CellFormat.Number)
        .Column("n", row => row.Bin.Accuracy.N, "examples in it", CellFormat.Count)
        .Column("mean_confidence", row => row.Bin.MeanConfidence, "their mean confidence", CellFormat.Number)
        .Estimate("accuracy", row => row.Bin.Accuracy.ToEstimate(), "share of them answered right", EstimateHeadings.Of("accuracy"), CellFormat.Share);

    public static IReadOnlyList<ITable> Declared { get; } = [s_metrics, s_confusion, s_roc, s_reliability, ConditionDifference.Table];

    public static IEnumerable<CsvTable> Of(ClassificationResult result) =>
    [
        s_metrics.Csv(result.Conditions.SelectMany(condition =>
            Rows(condition, false, condition.Metrics).Concat(condition.Calibrated is { } calibrated ? Rows(condition, true, calibrated.Metrics) : []))),
        s_confusion.Csv(result.Conditions.SelectMany(condition =>
            Confusion(condition.Name, "among-labels", condition.Metrics.Confusion).Concat(Confusion(condition.Name, "first-token", condition.ExactConfusion)))),
        s_roc.Csv(result.Conditions.SelectMany(condition => condition.Metrics.Classes.SelectMany(scores =>
            (scores.Roc?.Points ?? []).Select(point => new RocRow(condition.Name, scores.Label, point))))),
        s_reliability.Csv(result.Conditions.SelectMany(condition =>
            (condition.Metrics.Probabilities?.Calibration.Bins ?? []).Select(bin => new BinRow(condition.Name, bin)))),
        ConditionDifference.Table.Csv([.. result.Comparisons, .. result.Conditions.Select(Calibration).OfType<ConditionDifference>()]),
    ];

    public static SummaryTable Headline(ClassificationResult result, string what)
    {
        Table<ClassifiedCondition> table = Conditions(result.Conditions.Any(condition => condition.Calibrated is not null));
        return table.Summary($"Classification: {what}", result.Conditions.Where(condition => condition.N > 0)) with
        {
            Notes =
            [
                .. result.Notes, .. result.Conditions.Where(condition => condition.Calibrated is not null).Select(condition => Bias(condition, result.Labels)),
            ],
        };
    }

    private static Table<ClassifiedCondition> Conditions(bool calibrated)
    {
        Table<ClassifiedCondition> table = new Table<ClassifiedCondition>("conditions", "one condition")
            .Shown("condition", condition => condition.Name, key: true)
            .Shown("n", condition => condition.N, CellFormat.Count)
            .Estimate(
                "accuracy", condition => condition.Metrics.Accuracy.ToEstimate(), "the right label is the most probable of the labels",
                EstimateHeadings.LowHigh,
                CellFormat.Share, shown: "accuracy")
            .Shown("balanced", condition => condition.Metrics.BalancedAccuracy.Value, CellFormat.Share)
            .Shown("macro F1", condition => condition.Metrics.Macro.F1.Value, CellFormat.ThreeDecimals)
            .Shown("specificity", condition => condition.Metrics.Macro.Specificity.Value, CellFormat.ThreeDecimals)
            .Shown("AUC", condition => condition.Metrics.Macro.RocAuc?.Value, CellFormat.ThreeDecimals)
            .Shown("exact", condition => condition.ExactAccuracy.Value, CellFormat.Share)
            .Shown("log-loss", condition => condition.Metrics.Probabilities?.LogLoss.Value, CellFormat.ThreeDecimals)
            .Shown("ECE", condition => condition.Metrics.Probabilities?.ExpectedCalibrationError.Value, CellFormat.ThreeDecimals)
            .Shown("majority", condition => condition.Metrics.Baselines.Majority.Value, CellFormat.Share)
            .Shown("random", condition => condition.Metrics.Baselines.UniformRandom, CellFormat.Share);
        return calibrated ? table.Shown("calibrated", condition => condition.Calibrated?.Metrics.Accuracy.Value, CellFormat.Share) : table;
    }

    private static string Bias(ClassifiedCondition condition, IReadOnlyList<string> labels) =>
        $"{condition.Name}: without content the model says "
        + string.Join(", ", labels.Zip(condition.Calibrated!.Prior, (label, share) => $"{label} {CellFormat.Share.Of(share)}"))
        + $"; calibration moves its accuracy by {CellFormat.Share.Of(condition.Calibrated.Difference.Accuracy.Difference.Value)} "
        + $"(95%: {CellFormat.Share.Of(condition.Calibrated.Difference.Accuracy.Difference.Interval)}, "
        + $"adjusted p {CellFormat.PValue.Of(condition.Calibrated.Difference.AdjustedPValue)})";

    // In a table of all comparisons, "as it is" and "calibrated" say of what.
    private static ConditionDifference? Calibration(ClassifiedCondition condition) => condition.Calibrated is { } calibrated
        ? calibrated.Difference with { First = condition.Name, Second = $"{condition.Name} calibrated" }
        : null;

    private static IEnumerable<MetricRow> Rows(ClassifiedCondition condition, bool calibrated, ClassificationMetrics metrics)
    {
        IEnumerable<(string? Class, Measured Metric)> rows =
        [
            .. Overall([.. s_answers.Of(metrics), .. calibrated ? [] : s_exact.Of(condition), .. s_probabilities.Of(metrics)]),
            .. metrics.Classes.SelectMany(scores => s_perClass.Of(scores).Select(metric => ((string?)scores.Label, metric))),
            .. Overall([.. s_macro.Of(metrics.Macro), .. s_weighted.Of(metrics.Weighted)]),
        ];
        return rows.Select(row => new MetricRow(condition, calibrated, row.Class, row.Metric));
    }

    private static IEnumerable<(string? Class, Measured Metric)> Overall(IEnumerable<Measured> metrics) => metrics.Select(metric => ((string?)null, metric));

    private static Measures<MeanMetrics> Means(string kind, string mean) => new()
    {
        { $"{kind}_precision", means => means.Precision, $"precision, {mean}" },
        { $"{kind}_recall", means => means.Recall, $"recall, {mean}" },
        { $"{kind}_specificity", means => means.Specificity, $"specificity, {mean}" },
        { $"{kind}_f1", means => means.F1, $"F1, {mean}" },
        { $"{kind}_roc_auc", means => means.RocAuc, $"area under the ROC curve, {mean}" },
    };

    private static IEnumerable<ConfusionCell> Confusion(string condition, string decoding, ConfusionMatrix matrix)
    {
        for (int actual = 0; actual < matrix.Labels.Count; actual++)
        {
            for (int predicted = 0; predicted < matrix.Labels.Count; predicted++)
            {
                yield return new ConfusionCell(condition, decoding, matrix.Labels[actual], matrix.Labels[predicted], matrix.Counts[actual][predicted]);
            }

            yield return new ConfusionCell(condition, decoding, matrix.Labels[actual], null, matrix.NoClass[actual]);
        }
    }

    private sealed record MetricRow(ClassifiedCondition Condition, bool Calibrated, string? Class, Measured Metric);

    private sealed record ConfusionCell(string Condition, string Decoding, string Actual, string? Predicted, int Count);

    private sealed record RocRow(string Condition, string Class, RocPoint Point);

    private sealed record BinRow(string Condition, ReliabilityBin Bin);
}
