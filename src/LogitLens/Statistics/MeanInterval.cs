namespace LogitLens.Statistics;

/// <summary>The mean of a sample with its interval.</summary>
public static class MeanInterval
{
    /// <summary>Student's t interval: exact for normal data, good from a few dozen values on for others.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static Estimate StudentT(ReadOnlySpan<double> values, double level = 0.95)
    {
        RunningMoments moments = new();
        foreach (double value in values)
        {
            moments.Add(value);
        }

        return moments.ToEstimate(level);
    }

    /// <summary>
    /// An interval that stays within the quantity's range: Wilson's at the effective number of examples for a bounded quantity, Student's t
    /// on the logarithm for one that is never below 0.
    /// </summary>
    /// <param name="values">Each example's value, within the range.</param>
    /// <param name="range">Where the quantity can lie.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static Estimate Within(ReadOnlySpan<double> values, ValueRange range, IReadOnlyList<int>? clusters = null, double level = 0.95) =>
        values.IsEmpty ? new Estimate(null, null, 0) : RangedInterval.Of(SampleMean.Of(values, clusters), range, level);
}
