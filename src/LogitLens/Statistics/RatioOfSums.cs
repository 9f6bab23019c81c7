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
        int n = numerators.Length;
        double[] above = Clusters.Sums(numerators, clusters), below = Clusters.Sums(denominators, clusters);
        double x = below.Sum(), y = above.Sum();
        return above.Length < 2
            ? new RatioOfSums(new Estimate(x == 0 ? null : y / x, null, n), true)
            : Fieller(y, x, Spreads(above, below, y, x), above.Length - 1, n, level);
    }

    /// <summary>The ratio of the sums of paired values under several draws that all examples share, draws and examples crossed.</summary>
    /// <param name="numerators">[draw][example].</param>
    /// <param name="denominators">[draw][example].</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN or infinite.</exception>
    public static RatioOfSums OverDraws(
        IReadOnlyList<double[]> numerators, IReadOnlyList<double[]> denominators, IReadOnlyList<int>? clusters = null, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        Guard.SameLength(numerators.Count, denominators.Count, nameof(denominators));
        if (numerators.Count == 1 || numerators[0].Length == 0)
        {
            return Of(numerators[0], denominators[0], clusters, level);
        }

        SampleMean above = SampleMean.OfDraws(numerators, clusters), below = SampleMean.OfDraws(denominators, clusters);
        SampleMean both = SampleMean.OfDraws([.. numerators.Zip(denominators, (y, x) => y.Zip(x, (a, b) => a + b).ToArray())], clusters);
        if (above.Variance is not { } yy || below.Variance is not { } xx || both.Variance is not { } sum)
        {
            return new RatioOfSums(new Estimate(below.Mean == 0 ? null : above.Mean / below.Mean, null, above.N), true);
        }

        // The variance of a sum holds the covariance twice.
        return Fieller(above.Mean, below.Mean, (yy, (sum - yy - xx) / 2, xx), above.Degrees, above.N, level);
    }

    private static RatioOfSums Fieller(double y, double x, (double YY, double XY, double XX) spreads, int degrees, int n, double level)
    {
        double? ratio = x == 0 ? null : y / x;
        double t = StudentT.Quantile(0.5 + (level / 2), degrees);
        (double yy, double xy, double xx) = spreads;

        // Every ratio r whose sum of y - r x is not told from 0: a r^2 - 2 b r + c <= 0.
        double a = (x * x) - (t * t * xx), b = (x * y) - (t * t * xy), c = (y * y) - (t * t * yy);
        if (a <= 0)
        {
            return new RatioOfSums(new Estimate(ratio, null, n), true);
        }

        double root = Math.Sqrt(Math.Max(0, (b * b) - (a * c)));
        return new RatioOfSums(new Estimate(ratio, new Interval((b - root) / a, (b + root) / a, level), n), false);
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
