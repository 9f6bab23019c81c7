using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>The difference between the means of two sets of examples, a class's and all others', say.</summary>
internal static class MeanContrast
{
    /// <summary>First less second, with Welch's t interval (B. L. Welch, 1947); none where either set has fewer than two units.</summary>
    /// <param name="first">The first mean; null for no examples.</param>
    /// <param name="n">Examples of both.</param>
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

    /// <summary>
    /// First less second where both were measured under the same draws, such as sets of demonstrations: the contrast varies by the draws, in
    /// which both sets share, and by each set's examples. Null where either set has no variance to tell.
    /// </summary>
    /// <param name="first">[draw][example] of the first set.</param>
    /// <param name="second">[draw][example] of the second, under the same draws, two at least.</param>
    /// <param name="firstClusters">The first set's clusters; null where examples are independent.</param>
    /// <param name="secondClusters">The second set's.</param>
    public static SampleMean? OverDraws(
        IReadOnlyList<double[]> first, IReadOnlyList<double[]> second, IReadOnlyList<int>? firstClusters, IReadOnlyList<int>? secondClusters)
    {
        if (first[0].Length == 0 || second[0].Length == 0)
        {
            return null;
        }

        SampleMean a = SampleMean.OfDraws(first, firstClusters), b = SampleMean.OfDraws(second, secondClusters);
        double[] byDraw = [.. first.Zip(second, (own, others) => own.Average() - others.Average())];
        double? variance = SampleMean.Of(byDraw).Variance + a.ExampleVariance + b.ExampleVariance;
        return new SampleMean(a.Mean - b.Mean, Math.Min(a.Degrees, b.Degrees) < 1 ? null : variance, Math.Min(a.Degrees, b.Degrees), a.N + b.N, byDraw.Length)
        {
            ExampleUnits = a.ExampleUnits + b.ExampleUnits,
            IsOverDraws = true,
        };
    }
}
