using LogitLens.Statistics.Distributions;
using LogitLens.Statistics.Sampling;

namespace LogitLens.Statistics;

/// <summary>
/// A sum over examples as a share of another sum over the same examples: what a patch restores of a gap, say. Its interval is Fieller's
/// (E. C. Fieller, "Some problems in interval estimation", 1954).
/// </summary>
/// <param name="Ratio">
/// The ratio with its interval. No interval where the denominator is not told from 0, for then any ratio is possible; no value where it
/// is 0.
/// </param>
/// <param name="DenominatorNearZero">Whether the denominator is not told from 0 at the interval's level: the ratio means little.</param>
public sealed record RatioOfSums(Estimate Ratio, bool DenominatorNearZero)
{
    /// <summary>The ratio of the sums of paired values.</summary>
    /// <param name="numerators">Each example's part of the sum above.</param>
    /// <param name="denominators">The same examples' parts of the sum below.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN or infinite.</exception>
    public static RatioOfSums Of(
        ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, IReadOnlyList<int>? clusters = null, double level = 0.95)
    {
        Guard.SameLength(numerators.Length, denominators.Length, nameof(denominators));
        Guard.Finite(numerators, nameof(numerators));
        Guard.Finite(denominators, nameof(denominators));
        Guard.Level(level);
        double[] above = Clusters.Sums(numerators, clusters), below = Clusters.Sums(denominators, clusters);
        double x = below.Sum(), y = above.Sum();
        double? ratio = x == 0 ? null : y / x;
        if (above.Length < 2)
        {
            return new RatioOfSums(new Estimate(ratio, null, numerators.Length), true);
        }

        double t = StudentT.Quantile(0.5 + (level / 2), above.Length - 1);
        (double yy, double xy, double xx) = Spreads(above, below, y, x);

        // Every ratio r whose sum of y - r x is not told from 0: a r^2 - 2 b r + c <= 0.
        double a = (x * x) - (t * t * xx), b = (x * y) - (t * t * xy), c = (y * y) - (t * t * yy);
        if (a <= 0)
        {
            return new RatioOfSums(new Estimate(ratio, null, numerators.Length), true);
        }

        double root = Math.Sqrt(Math.Max(0, (b * b) - (a * c)));
        return new RatioOfSums(new Estimate(ratio, new Interval((b - root) / a, (b + root) / a, level), numerators.Length), false);
    }

    // Variances and covariance of the two sums, from their terms.
    private static (double YY, double XY, double XX) Spreads(double[] above, double[] below, double y, double x)
    {
        int n = above.Length;
        double meanY = y / n, meanX = x / n, yy = 0, xy = 0, xx = 0;
        for (int i = 0; i < n; i++)
        {
            yy += (above[i] - meanY) * (above[i] - meanY);
            xy += (above[i] - meanY) * (below[i] - meanX);
            xx += (below[i] - meanX) * (below[i] - meanX);
        }

        double scale = n / (n - 1.0);
        return (yy * scale, xy * scale, xx * scale);
    }
}
