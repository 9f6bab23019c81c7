using LogitLens.Experiments.Classification;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Statistics.Classification;
using static LogitLens.Experiments.Evaluation.ResultText;

namespace LogitLens.Experiments.Evaluation.Classification;

/// <summary>A classification's results as tidy tables, and the rows a reader wants first.</summary>
internal static class ClassificationTables
{
    public static IEnumerable<CsvTable> Of(ClassificationResult result)
    {
        yield return new CsvTable(
            "metrics",
            ["condition", "shots", "demos", "calibrated", "class", "metric", "value", "low", "high", "n"],
            result.Conditions.SelectMany(condition =>
                Rows(condition, false, condition.Metrics).Concat(condition.Calibrated is { } calibrated ? Rows(condition, true, calibrated.Metrics) : [])));
        yield return new CsvTable(
            "confusion",
            ["condition", "decoding", "actual", "predicted", "count"],
            result.Conditions.SelectMany(condition =>
                Confusion(condition.Name, "among-labels", condition.Metrics.Confusion).Concat(Confusion(condition.Name, "first-token", condition.ExactConfusion))));
        yield return new CsvTable(
            "roc",
            ["condition", "class", "threshold", "false_positive_rate", "true_positive_rate"],
            result.Conditions.SelectMany(condition => condition.Metrics.Classes.SelectMany(scores => (scores.Roc?.Points ?? []).Select(point =>
                (IReadOnlyList<object?>)[condition.Name, scores.Label, point.Threshold, point.FalsePositiveRate, point.TruePositiveRate]))));
        yield return new CsvTable(
            "reliability",
            ["condition", "low", "high", "n", "mean_confidence", "accuracy", "accuracy_low", "accuracy_high"],
            result.Conditions.SelectMany(condition => (condition.Metrics.Probabilities?.Calibration.Bins ?? []).Select(bin => (IReadOnlyList<object?>)
            [
                condition.Name, bin.Low, bin.High, bin.Accuracy.N, bin.MeanConfidence, bin.Accuracy.Value, bin.Accuracy.Interval?.Low,
                bin.Accuracy.Interval?.High,
            ])));
        yield return ConditionDifference.Table(result.Comparisons);
    }

    public static SummaryTable Headline(ClassificationResult result, string what)
    {
        bool calibrated = result.Conditions.Any(condition => condition.Calibrated is not null);
        return new SummaryTable(
            $"Classification: {what}",
            [
                "condition", "n", "accuracy", "95% interval", "balanced", "macro F1", "AUC", "exact", "log-loss", "ECE", "majority", "random",
                .. calibrated ? ["calibrated"] : Array.Empty<string>(),
            ],
            [.. result.Conditions.Where(condition => condition.N > 0).Select(condition => (IReadOnlyList<string>)
            [
                .. Row(condition), .. calibrated ? [Percent(condition.Calibrated?.Metrics.Accuracy.Value)] : Array.Empty<string>(),
            ])])
        {
            Notes = [.. result.Notes, .. result.Conditions.Where(condition => condition.Calibrated is not null).Select(condition => Bias(condition, result.Labels))],
        };
    }

    private static string[] Row(ClassifiedCondition condition)
    {
        ClassificationMetrics metrics = condition.Metrics;
        return
        [
            condition.Name, Number(condition.N), Percent(metrics.Accuracy.Value), PercentRange(metrics.Accuracy.Interval),
            Percent(metrics.BalancedAccuracy.Value), Fixed(metrics.Macro.F1.Value), Fixed(metrics.Macro.RocAuc?.Value),
            Percent(condition.ExactAccuracy.Value), Fixed(metrics.Probabilities?.LogLoss.Value),
            Fixed(metrics.Probabilities?.ExpectedCalibrationError.Value), Percent(metrics.Baselines.Majority.Value),
            Percent(metrics.Baselines.UniformRandom),
        ];
    }

    private static string Bias(ClassifiedCondition condition, IReadOnlyList<string> labels) =>
        $"{condition.Name}: without content the model says "
        + string.Join(", ", labels.Zip(condition.Calibrated!.Prior, (label, share) => $"{label} {Percent(share)}"));

    private static IEnumerable<IReadOnlyList<object?>> Rows(ClassifiedCondition condition, bool calibrated, ClassificationMetrics metrics)
    {
        IEnumerable<(string? Class, string Metric, Estimate? Estimate)> rows =
        [
            (null, "accuracy", metrics.Accuracy.ToEstimate()),
            (null, "balanced_accuracy", metrics.BalancedAccuracy),
            .. calibrated ? [] : new (string?, string, Estimate?)[] { (null, "exact_first_token_accuracy", condition.ExactAccuracy.ToEstimate()) },
            (null, "log_loss", metrics.Probabilities?.LogLoss),
            (null, "brier", metrics.Probabilities?.Brier),
            (null, "expected_calibration_error", metrics.Probabilities?.ExpectedCalibrationError),
            (null, "majority_baseline", metrics.Baselines.Majority.ToEstimate()),
            (null, "uniform_random_baseline", new Estimate(metrics.Baselines.UniformRandom, null, metrics.N)),
            (null, "proportional_random_baseline", new Estimate(metrics.Baselines.ProportionalRandom, null, metrics.N)),
            .. metrics.Classes.SelectMany(scores => Scores(
                scores.Label, scores.Precision, scores.Recall, scores.Specificity, scores.F1, scores.RocAuc)),
            .. Means("macro", metrics.Macro),
            .. Means("weighted", metrics.Weighted),
        ];
        return rows.Where(row => row.Estimate is not null).Select(row => (IReadOnlyList<object?>)
        [
            condition.Name, condition.Condition.Shots, condition.Condition.Demos, calibrated, row.Class, row.Metric, row.Estimate!.Value,
            row.Estimate.Interval?.Low, row.Estimate.Interval?.High, row.Estimate.N,
        ]);
    }

    private static IEnumerable<(string? Class, string Metric, Estimate? Estimate)> Means(string kind, MeanMetrics means) =>
        Scores(null, means.Precision, means.Recall, means.Specificity, means.F1, means.RocAuc).Select(row => (row.Class, $"{kind}_{row.Metric}", row.Estimate));

    private static IEnumerable<(string? Class, string Metric, Estimate? Estimate)> Scores(
        string? label, Estimate precision, Estimate recall, Estimate specificity, Estimate f1, Estimate? auc) =>
        [(label, "precision", precision), (label, "recall", recall), (label, "specificity", specificity), (label, "f1", f1), (label, "roc_auc", auc)];

    private static IEnumerable<IReadOnlyList<object?>> Confusion(string condition, string decoding, ConfusionMatrix matrix)
    {
        for (int actual = 0; actual < matrix.Labels.Count; actual++)
        {
            for (int predicted = 0; predicted < matrix.Labels.Count; predicted++)
            {
                yield return [condition, decoding, matrix.Labels[actual], matrix.Labels[predicted], matrix.Counts[actual][predicted]];
            }

            yield return [condition, decoding, matrix.Labels[actual], null, matrix.NoClass[actual]];
        }
    }
}
