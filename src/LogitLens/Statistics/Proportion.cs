namespace LogitLens.Statistics;

/// <summary>A share of examples with its Wilson score interval.</summary>
/// <param name="Count">How many examples have the property.</param>
/// <param name="N">How many examples there are.</param>
/// <param name="Value"><c>Count / N</c>; null when there is no example.</param>
/// <param name="Interval">The Wilson interval; null when there is no example.</param>
public sealed record Proportion(int Count, int N, double? Value, Interval? Interval)
{
    /// <summary>A proportion from its counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not within 0 to <paramref name="n"/>.</exception>
    public static Proportion Of(int count, int n, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, n);
        return n == 0 ? new Proportion(0, 0, null, null) : new Proportion(count, n, (double)count / n, Wilson(count, n, level));
    }

    /// <summary>The share of true values.</summary>
    public static Proportion Of(ReadOnlySpan<bool> outcomes, double level = 0.95) => Of(outcomes.Count(true), outcomes.Length, level);

    /// <summary>The share of true values, with an interval over clusters where examples belong together.</summary>
    /// <param name="outcomes">[example] whether it has the property.</param>
    /// <param name="clusters">[example] its cluster; null where examples are independent.</param>
    /// <param name="level">Confidence level.</param>
    public static Proportion Of(ReadOnlySpan<bool> outcomes, IReadOnlyList<int>? clusters, double level = 0.95)
    {
        Proportion share = Of(outcomes, level);
        if (clusters is null || outcomes.IsEmpty)
        {
            return share;
        }

        double[] values = new double[outcomes.Length];
        for (int example = 0; example < values.Length; example++)
        {
            values[example] = outcomes[example] ? 1 : 0;
        }

        return share with { Interval = MeanInterval.Within(values, ValueRange.Share, clusters, level).Interval };
    }

    /// <summary>The same numbers as an <see cref="Statistics.Estimate"/>.</summary>
    public Estimate ToEstimate() => new(Value, Interval, N);

    /// <summary>
    /// Wilson's score interval (E. B. Wilson, 1927), without continuity correction. It lies within [0, 1], contains the estimate and has a
    /// width even at 0 of n and n of n, unlike the Wald interval.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no example, or the count is not within 0 to n.</exception>
    public static Interval Wilson(int count, int n, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, n);
        return Wilson((double)count / n, (double)n, level);
    }

    /// <summary>Wilson's interval of a share of what counts for so many examples, which need not be a whole number.</summary>
    internal static Interval Wilson(double share, double n, double level)
    {
        Guard.Level(level);
        double z = Normal.Quantile(0.5 + (level / 2));
        double denominator = 1 + (z * z / n);
        double centre = (share + (z * z / (2.0 * n))) / denominator;
        double half = z / denominator * Math.Sqrt((share * (1 - share) / n) + (z * z / (4.0 * n * n)));

        // At the ends the limit is the estimate itself; rounding would leave it at 1e-17 off.
        double low = share == 0 ? 0 : Math.Max(0, centre - half);
        double high = share == 1 ? 1 : Math.Min(1, centre + half);
        return new Interval(low, high, level);
    }
}
