namespace LogitLens.Statistics;

/// <summary>
/// Intervals of means of class scores: Wilson's at the number of examples that would have the same variance, which the bootstrap finds by
/// drawing tables of answers. To each actual class one example is added, spread over the answers, before tables are drawn: without it a
/// class of three right answers would not vary at all (A. Agresti and B. Caffo, "Simple and effective confidence intervals for proportions
/// and differences of proportions result from adding two successes and two failures", 2000, for the thought).
/// </summary>
internal static class ConfusionResamples
{
    /// <summary>How many means there are: balanced accuracy; precision, recall, specificity and F1, plain and weighted by examples.</summary>
    public const int Count = 9;

    /// <summary>Where the plain means stand.</summary>
    public const int Macro = 1;

    /// <summary>Where the weighted means stand.</summary>
    public const int Weighted = 5;

    /// <summary>The means of a table's scores, in the order of the constants; NaN where undefined.</summary>
    public static double[] Means(ClassScores scores)
    {
        Func<int, double>[] each = [scores.Precision, scores.Recall, scores.Specificity, scores.F1];
        return
        [
            scores.BalancedAccuracy() ?? double.NaN, .. each.Select(score => scores.Macro(score) ?? double.NaN),
            .. each.Select(score => scores.Weighted(score) ?? double.NaN),
        ];
    }

    /// <summary>The means with their intervals.</summary>
    public static Estimate[] Estimates(ConfusionMatrix matrix, long seed, int resamples, double level)
    {
        double[] observed = Means(new ClassScores(matrix));
        int n = matrix.N;
        if (n < 2)
        {
            return Array.ConvertAll(observed, value => new Estimate(double.IsNaN(value) ? null : value, null, n));
        }

        RunningMoments[] drawn = Draw(matrix, seed, resamples);
        return [.. observed.Select((value, place) => OfOne(value, drawn[place], n, level))];
    }

    private static Estimate OfOne(double value, RunningMoments drawn, int n, double level)
    {
        if (drawn.Variance is not { } variance || variance == 0)
        {
            return new Estimate(value, null, n);
        }

        // At an end of the range the variance is a share's that lies a little inside it.
        double inside = value is > 0 and < 1 ? value : drawn.Mean!.Value;
        double effective = Math.Max(1, inside * (1 - inside) / variance);
        return new Estimate(value, Proportion.Wilson(value, effective, level), n);
    }

    private static RunningMoments[] Draw(ConfusionMatrix matrix, long seed, int resamples)
    {
        int classes = matrix.Labels.Count, answers = classes + (matrix.NoClass.Any(count => count > 0) ? 1 : 0), n = matrix.N;
        double[] upTo = new double[classes * answers];
        double total = 0;
        for (int cell = 0; cell < upTo.Length; cell++)
        {
            (int actual, int answer) = (cell / answers, cell % answers);
            int count = answer < classes ? matrix.Counts[actual][answer] : matrix.NoClass[actual];
            upTo[cell] = total += count + (matrix.Support(actual) > 0 ? 1.0 / answers : 0);
        }

        RunningMoments[] moments = [.. Enumerable.Range(0, Count).Select(_ => new RunningMoments())];
        SeededRandom random = new(seed);
        for (int r = 0; r < resamples; r++)
        {
            int[][] counts = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
            int[] noClass = new int[classes];
            for (int i = 0; i < n; i++)
            {
                int place = Array.BinarySearch(upTo, random.NextDouble() * total);
                int cell = Math.Min(place < 0 ? ~place : place + 1, upTo.Length - 1);
                if (cell % answers < classes)
                {
                    counts[cell / answers][cell % answers]++;
                }
                else
                {
                    noClass[cell / answers]++;
                }
            }

            double[] means = Means(new ClassScores(new ConfusionMatrix(matrix.Labels, counts, noClass)));
            for (int mean = 0; mean < Count; mean++)
            {
                moments[mean].Add(means[mean]);
            }
        }

        return moments;
    }
}
