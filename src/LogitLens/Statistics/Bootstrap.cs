namespace LogitLens.Statistics;

/// <summary>
/// Percentile bootstrap intervals (B. Efron, 1979) for any statistic of a set of examples: examples are drawn with replacement, the
/// statistic is computed on each draw, and the middle of its values is the interval. The same seed gives the same interval.
/// </summary>
/// <remarks>
/// There is no interval below two examples. Draws on which the statistic is undefined (a class drawn not once) are left out, and there is
/// no interval when they are more than half. Where all examples are equal the interval has no width: the bootstrap knows only the sample.
/// </remarks>
public static class Bootstrap
{
    /// <summary>The interval of one statistic.</summary>
    /// <param name="n">How many examples there are; 0 gives an estimate without value.</param>
    /// <param name="statistic">The statistic of the examples with these indices (with repeats), null where undefined.</param>
    /// <param name="seed">What the draws follow from.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="level">Confidence level.</param>
    public static Estimate Interval(
        int n, Func<ReadOnlySpan<int>, double?> statistic, long seed, int resamples = 1000, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        return Intervals(n, 1, (indices, values) => values[0] = statistic(indices) ?? double.NaN, seed, resamples, level)[0];
    }

    /// <summary>The intervals of several statistics on the same draws, which costs one pass over the examples per draw.</summary>
    /// <param name="n">How many examples there are; 0 gives estimates without value.</param>
    /// <param name="count">How many statistics there are.</param>
    /// <param name="statistics">Writes the statistics of the examples with these indices, NaN where undefined.</param>
    /// <param name="seed">What the draws follow from.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="level">Confidence level.</param>
    public static Estimate[] Intervals(
        int n, int count, Action<ReadOnlySpan<int>, Span<double>> statistics, long seed, int resamples = 1000, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        Guard.Level(level);
        Estimate[] estimates = new Estimate[count];
        if (n == 0)
        {
            Array.Fill(estimates, new Estimate(null, null, 0));
            return estimates;
        }

        int[] indices = new int[n];
        for (int i = 0; i < n; i++)
        {
            indices[i] = i;
        }

        double[] observed = new double[count];
        statistics(indices, observed);
        double[][] drawn = n < 2 ? [] : Draw(indices, count, statistics, seed, resamples);
        for (int s = 0; s < count; s++)
        {
            double? value = double.IsNaN(observed[s]) ? null : observed[s];
            estimates[s] = new Estimate(value, value is null || n < 2 ? null : Percentiles(drawn[s], level), n);
        }

        return estimates;
    }

    private static double[][] Draw(
        int[] indices, int count, Action<ReadOnlySpan<int>, Span<double>> statistics, long seed, int resamples)
    {
        double[][] drawn = new double[count][];
        for (int s = 0; s < count; s++)
        {
            drawn[s] = new double[resamples];
        }

        SeededRandom random = new(seed);
        double[] values = new double[count];
        for (int r = 0; r < resamples; r++)
        {
            random.FillIndices(indices);
            statistics(indices, values);
            for (int s = 0; s < count; s++)
            {
                drawn[s][r] = values[s];
            }
        }

        return drawn;
    }

    private static Interval? Percentiles(double[] drawn, double level)
    {
        double[] defined = Array.FindAll(drawn, value => !double.IsNaN(value));
        if (2 * defined.Length < drawn.Length)
        {
            return null;
        }

        Array.Sort(defined);
        return new Interval(Quantiles.OfSorted(defined, (1 - level) / 2), Quantiles.OfSorted(defined, (1 + level) / 2), level);
    }
}
