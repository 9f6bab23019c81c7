namespace LogitLens.Statistics;

/// <summary>
/// All numbers that are said of a classifier's answers, as one vector, for any choice of the examples. What belongs to one example alone
/// (its log-loss) is computed once; a choice then costs one pass of counting.
/// </summary>
internal sealed class MetricVector
{
    /// <summary>Where precision, recall, specificity and F1 of each class begin.</summary>
    public const int Classes = ConfusionResamples.Count;

    /// <summary>How many scores each class has there.</summary>
    public const int ScoresEach = 4;

    private readonly LabelledPredictions _predictions;
    private readonly ResampledAuc[] _areas = [];

    public MetricVector(LabelledPredictions predictions)
    {
        _predictions = predictions;
        if (predictions.Probabilities is not { } rows)
        {
            return;
        }

        LogLosses = [.. rows.Select((row, i) => ProbabilityScores.LogLoss(row, predictions.Actual[i]))];
        Briers = [.. rows.Select((row, i) => ProbabilityScores.Brier(row, predictions.Actual[i]))];
        _areas = [.. Enumerable.Range(0, predictions.Labels.Count).Select(c => new ResampledAuc(
            [.. rows.Select(row => row[c])], Array.ConvertAll(predictions.Actual, actual => actual == c)))];
    }

    /// <summary>[example] minus the log of the right class's probability; empty without probabilities.</summary>
    public double[] LogLosses { get; } = [];

    /// <summary>[example] the squared distance from the right answer; empty without probabilities.</summary>
    public double[] Briers { get; } = [];

    /// <summary>Where the areas begin: their plain mean, their mean weighted by examples, then each class's.</summary>
    public int Areas => Classes + (ScoresEach * _predictions.Labels.Count);

    /// <summary>Where log-loss and Brier score stand.</summary>
    public int Losses => Areas + 2 + _predictions.Labels.Count;

    /// <summary>How many numbers there are; those without probabilities are NaN.</summary>
    public int Count => Losses + 2;

    /// <summary>Where a number can lie.</summary>
    public ValueRange RangeOf(int place) =>
        place < Losses ? ValueRange.Share : place == Losses ? ValueRange.NonNegative : new ValueRange(0, 2);

    /// <summary>All numbers of these examples; NaN where undefined.</summary>
    public double[] Of(ReadOnlySpan<int> examples)
    {
        double[] all = new double[Count];
        ClassScores scores = new(ConfusionMatrix.Of(_predictions, examples));
        ConfusionResamples.Means(scores).CopyTo(all, 0);
        for (int c = 0; c < _predictions.Labels.Count; c++)
        {
            double[] own = [scores.Precision(c), scores.Recall(c), scores.Specificity(c), scores.F1(c)];
            own.CopyTo(all, Classes + (ScoresEach * c));
        }

        OfAreas(examples, scores.Support).CopyTo(all, Areas);
        (all[Losses], all[Losses + 1]) = LogLosses.Length == 0 ? (double.NaN, double.NaN) : (Mean(LogLosses, examples), Mean(Briers, examples));
        return all;
    }

    /// <summary>The areas of these examples: their plain mean, their weighted mean, each class's.</summary>
    /// <param name="support">[class] how many of them are of the class.</param>
    public double[] OfAreas(ReadOnlySpan<int> examples, int[] support)
    {
        double[] areas = new double[_predictions.Labels.Count];
        for (int c = 0; c < areas.Length; c++)
        {
            areas[c] = _areas.Length == 0 ? double.NaN : _areas[c].Of(examples);
        }

        return [MeanOfDefined(areas, _ => 1), MeanOfDefined(areas, c => support[c]), .. areas];
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
        double sum = 0, weights = 0;
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
}
