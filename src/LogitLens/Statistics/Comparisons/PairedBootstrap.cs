using LogitLens.Statistics.Distributions;

namespace LogitLens.Statistics.Comparisons;

/// <summary>
/// The difference between the means of two conditions on the same examples, second less first, by the bootstrap over examples.
/// </summary>
/// <param name="Difference">The mean difference with its percentile interval; no value when there is no example.</param>
/// <param name="PValue">Two-sided, for no difference; null below two examples. At least 1 / (resamples + 1).</param>
public sealed record PairedBootstrap(Estimate Difference, double? PValue)
{
    /// <summary>
    /// Draws examples with replacement, both conditions' values together. The p-value is the share of draws whose mean difference lies as
    /// far from the observed one as that lies from 0 (the shifted bootstrap test), with the observed one counted in.
    /// </summary>
    /// <param name="first">Each example's value in the first condition.</param>
    /// <param name="second">The same examples' values in the second condition, in the same order.</param>
    /// <param name="seed">What the draws follow from.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN or infinite.</exception>
    public static PairedBootstrap Of(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, long seed, int resamples = 10_000, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        Guard.Level(level);
        double[] differences = Differences.Of(first, second);
        if (differences.Length < 2)
        {
            return new PairedBootstrap(new Estimate(differences.Length == 0 ? null : differences[0], null, differences.Length), null);
        }

        double observed = differences.Average();
        double[] drawn = new double[resamples];
        SplitMix64 random = new(seed);
        for (int r = 0; r < resamples; r++)
        {
            double sum = 0;
            for (int i = 0; i < differences.Length; i++)
            {
                sum += differences[random.NextIndex(differences.Length)];
            }

            drawn[r] = sum / differences.Length;
        }

        double reach = Math.Abs(observed) * (1 - 1e-12);
        int asFar = drawn.Count(mean => Math.Abs(mean - observed) >= reach);
        Array.Sort(drawn);
        Interval interval = new(Quantiles.OfSorted(drawn, (1 - level) / 2), Quantiles.OfSorted(drawn, (1 + level) / 2), level);
        return new PairedBootstrap(new Estimate(observed, interval, differences.Length), (1.0 + asFar) / (1 + resamples));
    }
}
