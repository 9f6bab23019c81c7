using LogitLens.Statistics;
using LogitLens.Statistics.Distributions;
using LogitLens.Statistics.Sampling;

namespace LogitLens.Experiments.Sweeps;

/// <summary>The difference between the means of two sets of examples.</summary>
internal static class MeanContrast
{
    /// <summary>First less second, with Welch's t interval (B. L. Welch, 1947); none where either set has fewer than two units.</summary>
    /// <param name="first">The first mean; null for no examples.</param>
    /// <param name="second">The second.</param>
    /// <param name="n">Examples of both.</param>
    /// <param name="level">Confidence level.</param>
    public static Estimate Welch(SampleMean? first, SampleMean? second, int n, double level = 0.95)
    {
        double? difference = first?.Mean - second?.Mean;
        if (first?.Variance is not { } varianceA || second?.Variance is not { } varianceB || varianceA + varianceB == 0)
        {
            return new Estimate(difference, null, n);
        }

        double variance = varianceA + varianceB;
        double degrees = variance * variance / ((varianceA * varianceA / first.Degrees) + (varianceB * varianceB / second.Degrees));
        double reach = StudentT.Quantile(0.5 + (level / 2), degrees) * Math.Sqrt(variance);
        return new Estimate(difference, new Interval(difference!.Value - reach, difference.Value + reach, level), n);
    }
}
