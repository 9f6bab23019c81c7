namespace LogitLens.Statistics;

/// <summary>The intervals of a <see cref="MetricVector"/>, each by the method that fits its number.</summary>
internal static class MetricEstimates
{
    /// <summary>Of independent examples, each answered once.</summary>
    public static Estimate[] OfExamples(LabelledPredictions predictions, long seed, int resamples, double level)
    {
        MetricVector vector = new(predictions);
        ConfusionMatrix matrix = ConfusionMatrix.Of(predictions);
        ClassScores scores = new(matrix);
        int n = predictions.N, classes = predictions.Labels.Count;
        int[] all = [.. Enumerable.Range(0, n)];
        double[] values = n == 0 ? [.. Enumerable.Repeat(double.NaN, vector.Count)] : vector.Of(all);
        Estimate[] estimates = [.. values.Select(value => new Estimate(double.IsNaN(value) ? null : value, null, n))];
        ConfusionResamples.Estimates(matrix, seed, resamples, level).CopyTo(estimates, 0);
        for (int c = 0; c < classes; c++)
        {
            int at = MetricVector.Classes + (MetricVector.ScoresEach * c);
            estimates[at] = Share(scores.TruePositive[c], scores.Predicted[c], n, level);
            estimates[at + 1] = Share(scores.TruePositive[c], scores.Support[c], n, level);
            estimates[at + 2] = Share(scores.TrueNegative(c), n - scores.Support[c], n, level);
            estimates[at + 3] = F1(scores, c, estimates[at + 3], level);
        }

        if (predictions.Probabilities is null || n == 0)
        {
            return estimates;
        }

        for (int place = vector.Areas + 2; place < vector.Losses; place++)
        {
            int c = place - vector.Areas - 2;
            estimates[place] = estimates[place].Value is { } area
                ? new Estimate(
                    area,
                    AreaInterval.Of(
                        area, [.. predictions.Probabilities.Select(row => row[c])], Array.ConvertAll(predictions.Actual, actual => actual == c), level),
                    n)
                : estimates[place];
        }

        MeanAreas(vector, scores.Support, estimates, seed, resamples, level);
        estimates[vector.Losses] = MeanInterval.Within(vector.LogLosses, vector.RangeOf(vector.Losses), level: level);
        estimates[vector.Losses + 1] = MeanInterval.Within(vector.Briers, vector.RangeOf(vector.Losses + 1), level: level);
        return estimates;
    }

    /// <summary>
    /// Of examples answered under several draws, or in clusters: the mean over draws, with the variance between draws and, by the bootstrap
    /// over examples or clusters, that between examples.
    /// </summary>
    public static Estimate[] OfDraws(IReadOnlyList<LabelledPredictions> draws, IReadOnlyList<int>? clusters, long seed, int resamples, double level)
    {
        int n = draws[0].N;
        MetricVector[] vectors = [.. draws.Select(draw => new MetricVector(draw))];
        int[][] units = Clusters.Members(n, clusters);
        double[][] byDraw = [.. vectors.Select(vector => vector.Of([.. Enumerable.Range(0, n)]))];
        RunningMoments[] drawn = [.. Enumerable.Range(0, vectors[0].Count).Select(_ => new RunningMoments())];
        SeededRandom random = new(seed);
        for (int r = 0; r < resamples; r++)
        {
            int[] chosen = [.. Enumerable.Range(0, units.Length).SelectMany(_ => units[random.Next(units.Length)])];
            double[][] own = [.. vectors.Select(vector => vector.Of(chosen))];
            for (int place = 0; place < drawn.Length; place++)
            {
                double mean = own.Average(draw => draw[place]);
                if (!double.IsNaN(mean))
                {
                    drawn[place].Add(mean);
                }
            }
        }

        return
        [
            .. Enumerable.Range(0, drawn.Length).Select(place =>
                OfOne([.. byDraw.Select(draw => draw[place])], drawn[place].Variance, vectors[0].RangeOf(place))),
        ];

        Estimate OfOne(double[] values, double? ofExamples, ValueRange range)
        {
            double mean = values.Average();
            if (double.IsNaN(mean))
            {
                return new Estimate(null, null, n);
            }

            double? ofDraws = values.Length == 1 ? 0 : SampleMean.Of(values).Variance;
            int degrees = (values.Length == 1 ? units.Length : Math.Min(values.Length, units.Length)) - 1;
            SampleMean sample = new(mean, degrees < 1 ? null : ofDraws + ofExamples, degrees, n, values.Length == 1 ? units.Length : values.Length)
            {
                ExampleUnits = units.Length,
                IsOverDraws = values.Length > 1,
            };
            return RangedInterval.Of(sample, range, level);
        }
    }

    // F1 = 2J / (1 + J), where J is the share of right ones among the examples that are of the class or were answered with it: a share of
    // examples, whose limits go over (D. J. Hand, P. Christen and N. Kirielle, "F*: an interpretable transformation of the F-measure", 2021).
    private static Estimate F1(ClassScores scores, int c, Estimate observed, double level)
    {
        int union = scores.Support[c] + scores.Predicted[c] - scores.TruePositive[c];
        if (union == 0 || observed.Value is null)
        {
            return observed with { N = scores.N == 0 ? 0 : observed.N };
        }

        Interval jaccard = Proportion.Wilson(scores.TruePositive[c], union, level);
        return observed with { Interval = new Interval(2 * jaccard.Low / (1 + jaccard.Low), 2 * jaccard.High / (1 + jaccard.High), level) };
    }

    // Of two classes both areas are the same one. Of more, the variance of their mean is the bootstrap's; where every class parts from the
    // rest entirely nothing varies, and the mean of the classes' limits stands for it.
    private static void MeanAreas(MetricVector vector, int[] support, Estimate[] estimates, long seed, int resamples, double level)
    {
        Estimate[] own = [.. estimates.Skip(vector.Areas + 2).Take(support.Length).Where(area => area.Value is not null)];
        if (own.Length == 0)
        {
            return;
        }

        RunningMoments[] drawn = [new(), new()];
        if (support.Length > 2)
        {
            int[] indices = new int[support.Sum()];
            SeededRandom random = new(seed);
            for (int r = 0; r < resamples; r++)
            {
                random.FillIndices(indices);
                double[] areas = vector.OfAreas(indices, support);

                // Few examples may all be drawn from one class, which is parted from nothing then.
                if (!double.IsNaN(areas[0]))
                {
                    drawn[0].Add(areas[0]);
                    drawn[1].Add(areas[1]);
                }
            }
        }

        for (int mean = 0; mean < 2; mean++)
        {
            Estimate estimate = estimates[vector.Areas + mean];
            double value = estimate.Value!.Value;
            estimates[vector.Areas + mean] = estimate with
            {
                Interval = drawn[mean].Variance is { } variance and > 0 && value < 1
                    ? Proportion.Wilson(value, value * (1 - value) / variance, level)
                    : new Interval(own.Average(area => area.Interval!.Value.Low), own.Average(area => area.Interval!.Value.High), level),
            };
        }
    }

    private static Estimate Share(int part, int whole, int examples, double level) =>
        whole == 0 && examples > 0 ? new Estimate(0, null, 0) : Proportion.Of(part, whole, level).ToEstimate();
}
