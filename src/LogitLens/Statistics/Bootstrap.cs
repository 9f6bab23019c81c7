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
    /// <summary>The interval of a statistic.</summary>
    /// <param name="n">How many examples there are; 0 gives an estimate without value.</param>
    /// <param name="statistic">The statistic of the examples with these indices (with repeats), null where undefined.</param>
    /// <param name="seed">What the draws follow from.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="level">Confidence level.</param>
    public static Estimate Interval(
        int n, Func<ReadOnlySpan<int>, double?> statistic, long seed, int resamples = 1000, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        Guard.Level(level);
        if (n == 0)
        {
            return new Estimate(null, null, 0);
        }

        int[] indices = [.. Enumerable.Range(0, n)];
        double? observed = statistic(indices);
        if (n == 1)
        {
            return new Estimate(observed, null, n);
        }

        double?[] drawn = new double?[resamples];
        SeededRandom random = new(seed);
        for (int r = 0; r < resamples; r++)
        {
            random.FillIndices(indices);
            drawn[r] = statistic(indices);
        }

        return new Estimate(observed, observed is null ? null : Percentiles(drawn, level), n);
    }

    private static Interval? Percentiles(double?[] drawn, double level)
    {
        double[] defined = [.. drawn.OfType<double>()];
        if (2 * defined.Length < drawn.Length)
        {
            return null;
        }

        Array.Sort(defined);
        return new Interval(Quantiles.OfSorted(defined, (1 - level) / 2), Quantiles.OfSorted(defined, (1 + level) / 2), level);
    }
}
