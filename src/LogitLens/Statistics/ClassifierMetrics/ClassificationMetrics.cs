namespace LogitLens.Statistics;

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
/// <see cref="Statistics.Calibration"/>.</param>
/// <param name="Calibration">The reliability table. Confidence is the largest probability of an example, and the answer that it is held
/// against is the class that has it, the first of equals.</param>
public sealed record ProbabilityMetrics(Estimate LogLoss, Estimate Brier, Estimate ExpectedCalibrationError, Calibration Calibration);

/// <summary>
/// Everything that is said about a classifier's answers, each number with its n and, but for the calibration error, its interval
/// (docs/statistics.md says which method is used for what). A ratio of nothing is 0 with n = 0 and no interval, as in scikit-learn with
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
    /// <summary>Scores the answers to independent examples.</summary>
    /// <param name="predictions">Answers and, where there are any, distributions.</param>
    /// <param name="seed">What resampling follows from.</param>
    /// <param name="resamples">How often it is done.</param>
    /// <param name="level">Confidence level of all intervals.</param>
    public static ClassificationMetrics Of(LabelledPredictions predictions, long seed, int resamples = 1000, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Of(
            predictions, MetricEstimates.OfExamples(predictions, seed, resamples, level),
            Proportion.Of(ConfusionMatrix.Of(predictions).Right, predictions.N, level), level);
    }

    /// <summary>
    /// Scores the answers to the same examples under several draws of what all share, or to examples in clusters. Values are means over
    /// draws, counts (the confusion matrix, the bins of calibration) are of all draws together.
    /// </summary>
    /// <param name="draws">The answers of each draw, to the same examples in the same order.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="seed">What resampling follows from.</param>
    /// <param name="resamples">How often it is done.</param>
    /// <param name="level">Confidence level of all intervals.</param>
    public static ClassificationMetrics Of(
        IReadOnlyList<LabelledPredictions> draws, IReadOnlyList<int>? clusters, long seed, int resamples = 1000, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(draws);
        if (draws[0].N == 0 || (draws.Count == 1 && clusters is null))
        {
            return Of(draws[0], seed, resamples, level);
        }

        LabelledPredictions all = LabelledPredictions.Together(draws);
        SampleMean right = SampleMean.OfDraws([.. draws.Select(draw => draw.Actual.Zip(draw.Predicted, (a, b) => a == b ? 1.0 : 0).ToArray())], clusters);
        Proportion accuracy = Proportion.Of(ConfusionMatrix.Of(all).Right, all.N, level) with
        {
            Interval = RangedInterval.Of(right, ValueRange.Share, level).Interval,
        };
        return Of(all, MetricEstimates.OfDraws(draws, clusters, seed, resamples, level), accuracy, level) with { N = draws[0].N };
    }

    private static ClassificationMetrics Of(LabelledPredictions predictions, Estimate[] estimates, Proportion accuracy, double level)
    {
        ConfusionMatrix confusion = ConfusionMatrix.Of(predictions);
        bool hasProbabilities = predictions.Probabilities is not null;
        int classes = predictions.Labels.Count, areas = MetricVector.Classes + (MetricVector.ScoresEach * classes), losses = areas + 2 + classes;
        Estimate? Area(int place) => hasProbabilities ? estimates[areas + place] : null;
        MeanMetrics Means(int first, int area) => new(estimates[first], estimates[first + 1], estimates[first + 2], estimates[first + 3], Area(area));
        return new ClassificationMetrics(
            predictions.N,
            accuracy,
            estimates[0],
            [.. Enumerable.Range(0, classes).Select(c => (Class: c, At: MetricVector.Classes + (MetricVector.ScoresEach * c))).Select(each => new ClassMetrics(
                predictions.Labels[each.Class],
                confusion.Support(each.Class),
                estimates[each.At],
                estimates[each.At + 1],
                estimates[each.At + 2],
                estimates[each.At + 3],
                Area(2 + each.Class),
                hasProbabilities ? Roc(predictions, each.Class) : null))],
            Means(ConfusionResamples.Macro, 0),
            Means(ConfusionResamples.Weighted, 1),
            confusion,
            hasProbabilities ? Probable(predictions, estimates[losses], estimates[losses + 1], level) : null,
            Baselines.Of(predictions.Labels, predictions.Actual, level));
    }

    // The calibration error has no interval: it is biased upwards by as much as bins differ by chance, and resamples carry that bias twice.
    private static ProbabilityMetrics Probable(LabelledPredictions predictions, Estimate logLoss, Estimate brier, double level)
    {
        double[] confidence = [.. predictions.Probabilities!.Select(row => row.Max())];
        bool[] right = [.. predictions.Probabilities!.Select((row, i) => Array.IndexOf(row, confidence[i]) == predictions.Actual[i])];
        Calibration calibration = Calibration.Of(confidence, right, Calibration.DefaultBins, level);
        return new ProbabilityMetrics(logLoss, brier, new Estimate(calibration.ExpectedCalibrationError, null, logLoss.N), calibration);
    }

    private static RocCurve Roc(LabelledPredictions predictions, int c) => RocCurve.Of(
        predictions.Probabilities!.Select(row => row[c]).ToArray(), Array.ConvertAll(predictions.Actual, actual => actual == c));
}
