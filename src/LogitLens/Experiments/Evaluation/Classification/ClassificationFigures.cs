using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Draws a classification's results.</summary>
internal static class ClassificationFigures
{
    public static IEnumerable<DrawnFigure> Of(ClassificationResult result, string what)
    {
        ClassifiedCondition[] conditions = [.. result.Conditions.Where(condition => condition.N > 0)];
        if (conditions.Length == 0)
        {
            yield break;
        }

        Baselines baselines = conditions[0].Metrics.Baselines;
        yield return AccuracyFigure.Of(
            [.. conditions.Select(condition => new ConditionAccuracy(condition.Condition, condition.Metrics.Accuracy))],
            what,
            result.Demonstrations,
            baselines.Majority.Value is { } majority ? [new ReferenceLine($"always '{baselines.MajorityLabel}'", majority)] : []);
        foreach (ClassifiedCondition condition in conditions)
        {
            string subtitle = $"{what}, {condition.Name}, n = {condition.N}";
            yield return Confusion(condition, subtitle);
            yield return Roc(condition, subtitle);
            yield return Classes(condition, subtitle);
            if (condition.Metrics.Probabilities is { } probabilities)
            {
                yield return Reliability(condition.Name, probabilities.Calibration, subtitle);
            }

            if (condition.Calibrated is { } calibrated)
            {
                yield return Priors(condition.Name, calibrated, result.Labels, subtitle);
            }
        }
    }

    private static DrawnFigure Confusion(ClassifiedCondition condition, string subtitle) => new($"confusion-{condition.Name}", new ConfusionGrid
    {
        Heading = new FigureHeading("Right labels and the model's, among the labels", subtitle),
        TrueLabels = condition.Metrics.Confusion.Labels,
        PredictedLabels = condition.Metrics.Confusion.Labels,
        Counts = condition.Metrics.Confusion.Counts,
    }.Draw());

    private static DrawnFigure Roc(ClassifiedCondition condition, string subtitle) => new($"roc-{condition.Name}", new RocChart
    {
        Heading = new FigureHeading("ROC curves, each label against the rest", subtitle),
        Curves = [.. condition.Metrics.Classes.Where(scores => scores.Roc is not null).Select(scores => new RocTrace(
            $"{scores.Label} (AUC {CellFormat.ThreeDecimals.Of(scores.RocAuc?.Value)}, 95% {CellFormat.ThreeDecimals.Of(scores.RocAuc?.Interval)})",
            [.. scores.Roc!.Points.Select(point => point.FalsePositiveRate)],
            [.. scores.Roc.Points.Select(point => point.TruePositiveRate)]))],
    }.Draw());

    private static DrawnFigure Classes(ClassifiedCondition condition, string subtitle) => new($"classes-{condition.Name}", new BarChart
    {
        Heading = new FigureHeading("Precision, recall, specificity and F1 of each label", $"{subtitle}; whiskers: 95% intervals"),
        Categories = [.. condition.Metrics.Classes.Select(scores => $"{scores.Label} (n = {scores.Support})")],
        Series =
        [
            Series("precision", condition.Metrics.Classes, scores => scores.Precision),
            Series("recall", condition.Metrics.Classes, scores => scores.Recall),
            Series("specificity", condition.Metrics.Classes, scores => scores.Specificity),
            Series("F1", condition.Metrics.Classes, scores => scores.F1),
        ],
        CategoryTitle = "label",
        ValueTitle = "score",
        Format = ValueFormat.Proportion,
    }.Draw());

    private static BarSeries Series(string name, IReadOnlyList<ClassMetrics> classes, Func<ClassMetrics, Estimate> value) =>
        new(name, [.. classes.Select(value)]);

    private static DrawnFigure Reliability(string condition, Calibration calibration, string subtitle) => new($"reliability-{condition}", new ReliabilityDiagram
    {
        Heading = new FigureHeading(
            "Accuracy by the model's confidence among the labels", $"{subtitle}; ECE {CellFormat.ThreeDecimals.Of(calibration.ExpectedCalibrationError)}"),
        Bins = calibration.Bins,
    }.Draw());

    private static DrawnFigure Priors(string condition, CalibratedLabels calibrated, IReadOnlyList<string> labels, string subtitle) =>
        new($"label-prior-{condition}", new BarChart
        {
            Heading = new FigureHeading("What the model says to texts without content", subtitle),
            Categories = labels,
            Series = [.. calibrated.Priors.Select(prior => new BarSeries(prior.Text.Length == 0 ? "(empty)" : prior.Text, prior.Probabilities))],
            CategoryTitle = "label",
            ValueTitle = "probability among the labels",
            Format = ValueFormat.Proportion,
            References = [new ReferenceLine("no bias", 1.0 / labels.Count)],
        }.Draw());
}
