namespace LogitLens.Statistics;

/// <summary>
/// The smallest difference between two proportions that a two-sided test at this number of examples would find with the given power, by
/// the usual normal approximations. A claimed difference below it asks for more examples.
/// </summary>
public static class DetectableDifference
{
    /// <summary>
    /// Two conditions on different examples, <paramref name="n"/> each: the smallest difference from <paramref name="baseline"/>, in the
    /// direction that is harder to find where the directions differ. Fleiss, Levin and Paik, "Statistical methods for rates and
    /// proportions", 2003, without continuity correction.
    /// </summary>
    /// <returns>The difference as a positive share; null when not even a move to the further end (0 or 1) would be found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A share is not within 0 to 1, or n is negative.</exception>
    public static double? Unpaired(int n, double baseline, double power = 0.8, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        (double zAlpha, double zBeta) = Quantiles(power, alpha);
        RequireShare(baseline, nameof(baseline));

        // Towards one half the variance grows, so that side is the harder one; it is also the one with room.
        double sign = baseline <= 0.5 ? 1 : -1;
        double room = Math.Max(baseline, 1 - baseline);
        return Smallest(room, difference =>
        {
            double other = baseline + (sign * difference);
            double pooled = (baseline + other) / 2;
            double spread = (baseline * (1 - baseline)) + (other * (1 - other));
            return (Math.Sqrt(n) * difference) - (zAlpha * Math.Sqrt(2 * pooled * (1 - pooled))) - (zBeta * Math.Sqrt(Math.Max(0, spread)));
        });
    }

    /// <summary>
    /// Two conditions on the same <paramref name="n"/> examples, of which a share <paramref name="discordant"/> is right in one condition
    /// alone, for McNemar's test (R. J. Connor, "Sample size for testing differences in proportions for the paired-sample design", 1987).
    /// </summary>
    /// <returns>The difference as a positive share; null when it would not be found even if all discordant examples went one way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A share is not within 0 to 1, or n is negative.</exception>
    public static double? Paired(int n, double discordant, double power = 0.8, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        (double zAlpha, double zBeta) = Quantiles(power, alpha);
        RequireShare(discordant, nameof(discordant));
        return discordant == 0 ? null : Smallest(discordant, difference =>
            (Math.Sqrt(n) * difference) - (zAlpha * Math.Sqrt(discordant))
                - (zBeta * Math.Sqrt(Math.Max(0, discordant - (difference * difference)))));
    }

    // The excess starts below 0 and ends above it if anything is detectable at all; bisection finds where it crosses.
    private static double? Smallest(double room, Func<double, double> excess)
    {
        if (excess(room) < 0)
        {
            return null;
        }

        double low = 0;
        double high = room;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = excess(middle) < 0 ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static (double Alpha, double Beta) Quantiles(double power, double alpha) =>
        (Normal.Quantile(1 - (alpha / 2)), Normal.Quantile(power));

    private static void RequireShare(double share, string name)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(name, share, "a share lies between 0 and 1");
        }
    }
}
