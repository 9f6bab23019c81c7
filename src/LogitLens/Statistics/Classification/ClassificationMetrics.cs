namespace LogitLens.Statistics.Classification;

/// <summary>The scores of one class against the rest.</summary>
/// <param name="Label">The class's name.</param>
/// <param name="Support">How many examples are of this class.</param>
/// <param name="Precision">Of the answers with this class, the share that is right; its n is those answers.</param>
/// <param name="Recall">Of this class's examples, the share answered right; its n is the support.</param>
/// <param name="Specificity">Of the other classes' examples, the share not answered with this class; its n is those examples.</param>
/// <param name="F1">The harmonic mean of precision and recall.</param>
/// <param name="RocAuc">The area under <paramref name="Roc"/>; null without probabilities.</param>
/// <param name="Roc">The curve of the class's probability; null without probabilities.</param>
public sealed record ClassMetrics(
    string Label,
    int Support,
    Estimate Precision,
    Estimate Recall,
    Estimate Specificity,
    Estimate F1,
    Estimate? RocAuc,
    RocCurve? Roc);

/// <summary>Means of the per-class scores. The mean of the areas is over the classes that have one.</summary>
/// <param name="Precision">Mean precision.</param>
/// <param name="Recall">Mean recall.</param>
/// <param name="Specificity">Mean specificity.</param>
/// <param name="F1">Mean F1.</param>
/// <param name="RocAuc">Mean area under the ROC curves; null without probabilities.</param>
public sealed record MeanMetrics(Estimate Precision, Estimate Recall, Estimate Specificity, Estimate F1, Estimate? RocAuc);

/// <summary>How good the predicted distributions are.</summary>
/// <param name="LogLoss">Mean cross-entropy in nats.</param>
/// <param name="Brier">Mean squared distance from the right answer, 0 to 2.</param>
/// <param name="ExpectedCalibrationError">Mean distance between confidence and accuracy; see
/// <see cref="Classification.Calibration"/>.</param>
/// <param name="Calibration">The reliability table. Confidence is the largest probability of an example, and the answer that it is held
/// against is the class that has it, the first of equals.</param>
public sealed record ProbabilityMetrics(Estimate LogLoss, Estimate Brier, Estimate ExpectedCalibrationError, Calibration Calibration);

/// <summary>
/// Everything that is said about a classifier's answers, each number with its n and interval: Wilson's for shares of examples, the
/// percentile bootstrap over examples for the rest. A ratio of nothing is 0 with n = 0 and no interval, as in scikit-learn with
/// <c>zero_division=0</c>; numbers that no data define are null.
/// </summary>
/// <param name="N">How many examples there are.</param>
/// <param name="Accuracy">The share answered right.</param>
/// <param name="BalancedAccuracy">Mean recall over the classes that have examples.</param>
/// <param name="Classes">The scores of each class.</param>
/// <param name="Macro">Plain means over all classes.</param>
/// <param name="Weighted">Means over classes weighted by their examples.</param>
/// <param name="Confusion">The confusion matrix.</param>
/// <param name="Probabilities">Scores of the distributions; null without them.</param>
/// <param name="Baselines">What needs no model.</param>
public sealed record ClassificationMetrics(
    int N,
    Proportion Accuracy,
    Estimate BalancedAccuracy,
    IReadOnlyList<ClassMetrics> Classes,
    MeanMetrics Macro,
    MeanMetrics Weighted,
    ConfusionMatrix Confusion,
    ProbabilityMetrics? Probabilities,
    Baselines Baselines)
{
    /// <summary>Scores the predictions.</summary>
    /// <param name="predictions">Answers and, where there are any, distributions.</param>
    /// <param name="seed">What the bootstrap's draws follow from.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="level">Confidence level of all intervals.</param>
    public static ClassificationMetrics Of(LabelledPredictions predictions, long seed, int resamples = 1000, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ConfusionMatrix confusion = ConfusionMatrix.Of(predictions);
        ClassScores scores = new(confusion);
        ResampledMetrics resampled = new(predictions);
        Estimate[] estimates = Bootstrap.Intervals(predictions.N, resampled.Count, resampled.Compute, seed, resamples, level);

        ClassMetrics[] classes = new ClassMetrics[predictions.Labels.Count];
        for (int c = 0; c < classes.Length; c++)
        {
            classes[c] = new ClassMetrics(
                predictions.Labels[c],
                scores.Support[c],
                Share(scores.TruePositive[c], scores.Predicted[c], scores.N, level),
                Share(scores.TruePositive[c], scores.Support[c], scores.N, level),
                Share(scores.TrueNegative(c), scores.N - scores.Support[c], scores.N, level),
                estimates[ResampledMetrics.F1(c)],
                resampled.Auc(c) is { } auc ? estimates[auc] : null,
                predictions.Probabilities is null ? null : Roc(predictions, c));
        }

        return new ClassificationMetrics(
            predictions.N,
            Proportion.Of(confusion.Right, predictions.N, level),
            estimates[ResampledMetrics.BalancedAccuracy],
            classes,
            Means(ResampledMetrics.Macro),
            Means(ResampledMetrics.Weighted),
            confusion,
            resampled.LogLoss is { } logLoss
                ? new ProbabilityMetrics(
                    estimates[logLoss], estimates[logLoss + 1], estimates[logLoss + 2], resampled.Calibration(level))
                : null,
            Baselines.Of(predictions.Labels, predictions.Actual, level));

        MeanMetrics Means(int first) => new(
            estimates[first],
            estimates[first + 1],
            estimates[first + 2],
            estimates[first + 3],
            predictions.Probabilities is null ? null : estimates[first + 4]);
    }

    private static Estimate Share(int part, int whole, int examples, double level) =>
        whole == 0 && examples > 0 ? new Estimate(0, null, 0) : Proportion.Of(part, whole, level).ToEstimate();

    private static RocCurve Roc(LabelledPredictions predictions, int c) => RocCurve.Of(
        predictions.Probabilities!.Select(row => row[c]).ToArray(), Array.ConvertAll(predictions.Actual, actual => actual == c));
}
