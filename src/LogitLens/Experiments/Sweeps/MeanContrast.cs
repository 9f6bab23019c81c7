using LogitLens.Statistics;
using LogitLens.Statistics.Distributions;

namespace LogitLens.Experiments.Sweeps;

/// <summary>The difference between the means of two sets of examples.</summary>
internal static class MeanContrast
{
    /// <summary>First less second, with Welch's t interval (B. L. Welch, 1947); none where either set has fewer than two values.</summary>
    public static Estimate Welch(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        RunningMoments a = Moments(first), b = Moments(second);
        double? difference = a.Mean - b.Mean;
        int n = a.Count + b.Count;
        if (a.StandardError is not { } errorA || b.StandardError is not { } errorB)
        {
            return new Estimate(difference, null, n);
        }

        double varianceA = errorA * errorA, varianceB = errorB * errorB, variance = varianceA + varianceB;
        double degrees = variance == 0 ? 1 : variance * variance / (varianceA * varianceA / (a.Count - 1) + varianceB * varianceB / (b.Count - 1));
        double reach = variance == 0 ? 0 : StudentT.Quantile(0.5 + level / 2, degrees) * Math.Sqrt(variance);
        return new Estimate(difference, new Interval(difference!.Value - reach, difference.Value + reach, level), n);
    }

    private static RunningMoments Moments(ReadOnlySpan<double> values)
    {
        RunningMoments moments = new();
        foreach (double value in values)
        {
            moments.Add(value);
        }

        return moments;
    }
}
