namespace LogitLens.Statistics.Classification;

/// <summary>
/// All classification metrics that need the bootstrap, computed for many resamples of the same examples. What belongs to one example alone
/// (its log-loss, its confidence bin) is computed once; a resample then costs one pass of counting.
/// </summary>
internal sealed class ResampledMetrics
{
    /// <summary>Where balanced accuracy stands in what <see cref="Compute"/> writes.</summary>
    public const int BalancedAccuracy = 0;

    /// <summary>Where the plain means stand: precision, recall, specificity, F1 and area.</summary>
    public const int Macro = 1;

    /// <summary>Where the weighted means stand, in the same order.</summary>
    public const int Weighted = Macro + MeansEach;

    private const int MeansEach = 5;

    private readonly LabelledPredictions predictions;
    private readonly double[] logLoss = [];
    private readonly double[] brier = [];
    private readonly double[] confidence = [];
    private readonly bool[] right = [];
    private readonly int[] bin = [];
    private readonly ResampledAuc[] areas = [];

    public ResampledMetrics(LabelledPredictions predictions)
    {
        this.predictions = predictions;
        if (predictions.Probabilities is not { } rows)
        {
            return;
        }

        int n = predictions.N;
        logLoss = new double[n];
        brier = new double[n];
        confidence = new double[n];
        right = new bool[n];
        bin = new int[n];
        for (int i = 0; i < n; i++)
        {
            int actual = predictions.Actual[i];
            logLoss[i] = ProbabilityScores.LogLoss(rows[i], actual);
            brier[i] = ProbabilityScores.Brier(rows[i], actual);
            confidence[i] = rows[i].Max();
            right[i] = Array.IndexOf(rows[i], confidence[i]) == actual;
            bin[i] = Classification.Calibration.BinOf(confidence[i], Classification.Calibration.DefaultBins);
        }

        areas = new ResampledAuc[Classes];
        for (int c = 0; c < areas.Length; c++)
        {
            areas[c] = new ResampledAuc(
                rows.Select(row => row[c]).ToArray(), Array.ConvertAll(predictions.Actual, actual => actual == c));
        }
    }

    /// <summary>Where log-loss, Brier score and calibration error stand; null without probabilities.</summary>
    public int? LogLoss => HasProbabilities ? F1(Classes) : null;

    /// <summary>How many numbers <see cref="Compute"/> writes.</summary>
    public int Count => F1(Classes) + (HasProbabilities ? 3 + Classes : 0);

    private int Classes => predictions.Labels.Count;

    private bool HasProbabilities => predictions.Probabilities is not null;

    /// <summary>Where a class's F1 stands.</summary>
    public static int F1(int c) => Weighted + MeansEach + c;

    /// <summary>Where the area under a class's ROC curve stands; null without probabilities.</summary>
    public int? Auc(int c) => LogLoss + 3 + c;

    public Calibration Calibration(double level) =>
        Classification.Calibration.Of(confidence, right, Classification.Calibration.DefaultBins, level);

    /// <summary>Writes all metrics of these examples; NaN where undefined.</summary>
    public void Compute(ReadOnlySpan<int> examples, Span<double> into)
    {
        ClassScores scores = new(ConfusionMatrix.Of(predictions, examples));
        double[] area = new double[Classes];
        for (int c = 0; c < Classes; c++)
        {
            area[c] = HasProbabilities ? areas[c].Of(examples) : double.NaN;
            into[F1(c)] = scores.F1(c);
            if (Auc(c) is { } slot)
            {
                into[slot] = area[c];
            }
        }

        into[BalancedAccuracy] = scores.BalancedAccuracy() ?? double.NaN;
        Func<int, double>[] means = [scores.Precision, scores.Recall, scores.Specificity, scores.F1];
        for (int m = 0; m < means.Length; m++)
        {
            into[Macro + m] = scores.Macro(means[m]) ?? double.NaN;
            into[Weighted + m] = scores.Weighted(means[m]) ?? double.NaN;
        }

        into[Macro + means.Length] = MeanOfDefined(area, _ => 1);
        into[Weighted + means.Length] = MeanOfDefined(area, c => scores.Support[c]);
        if (LogLoss is { } first)
        {
            into[first] = Mean(logLoss, examples);
            into[first + 1] = Mean(brier, examples);
            into[first + 2] = CalibrationError(examples);
        }
    }

    private static double Mean(double[] values, ReadOnlySpan<int> examples)
    {
        double sum = 0;
        foreach (int i in examples)
        {
            sum += values[i];
        }

        return sum / examples.Length;
    }

    private static double MeanOfDefined(double[] values, Func<int, double> weight)
    {
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < values.Length; c++)
        {
            if (!double.IsNaN(values[c]))
            {
                sum += weight(c) * values[c];
                weights += weight(c);
            }
        }

        return sum / weights;
    }

    private double CalibrationError(ReadOnlySpan<int> examples)
    {
        Span<double> excess = stackalloc double[Classification.Calibration.DefaultBins];
        foreach (int i in examples)
        {
            excess[bin[i]] += confidence[i] - (right[i] ? 1 : 0);
        }

        double sum = 0;
        foreach (double e in excess)
        {
            sum += Math.Abs(e);
        }

        return sum / examples.Length;
    }
}
