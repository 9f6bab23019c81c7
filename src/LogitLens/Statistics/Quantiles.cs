namespace LogitLens.Statistics;

/// <summary>Quantiles of a sample, by linear interpolation between order statistics (Hyndman and Fan's type 7, NumPy's default).</summary>
public static class Quantiles
{
    /// <summary>The middle value, or the mean of the two middle ones; null for an empty sample.</summary>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static double? Median(ReadOnlySpan<double> values) => Quantile(values, 0.5);

    /// <summary>The value below which a share of the sample lies; null for an empty sample.</summary>
    /// <param name="values">The sample, in any order.</param>
    /// <param name="share">The share, 0 to 1.</param>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static double? Quantile(ReadOnlySpan<double> values, double share)
    {
        Guard.NoNaN(values, nameof(values));
        if (values.IsEmpty)
        {
            return null;
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, share);
    }

    /// <summary>The quantile of a sample already sorted upwards and not empty.</summary>
    internal static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "a share lies between 0 and 1");
        }

        double position = share * (sorted.Length - 1);
        int below = (int)position;
        double part = position - below;
        return part == 0 ? sorted[below] : sorted[below] + (part * (sorted[below + 1] - sorted[below]));
    }
}
