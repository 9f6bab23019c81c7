using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>
/// Compares one metric between two conditions on the examples that both have. Where demonstrations were drawn several times the n-th draw of
/// one stands beside the n-th of the other; where there is one draw, or none, it stands beside each.
/// </summary>
internal static class MetricTest
{
    private const double Power = 0.8;
    private const double Alpha = 0.05;

    /// <summary>The difference, second less first; null where they share no example.</summary>
    public static MetricDifference? Of(ExampleMetric first, ExampleMetric second, long seed)
    {
        string[] both = [.. first.Examples.Intersect(second.Examples)];
        if (both.Length == 0)
        {
            return null;
        }

        int draws = DrawsOf(first.ByDraw.Count, second.ByDraw.Count);
        int[]? clusters = first.ClustersOf(both) ?? second.ClustersOf(both);
        double[][] a = Drawn(first.Of(both), draws), b = Drawn(second.Of(both), draws);
        MetricDifference difference = first.IsShare ? Shares(a, b, clusters) : Means(a, b, clusters, first.Range, seed);
        return difference with
        {
            Metric = first.Name,
            IsShare = first.IsShare,
            N = both.Length,
            First = first.EstimateOf(a, clusters),
            Second = second.EstimateOf(b, clusters),
            Test = difference.PValue is null ? null : draws > 1 ? PairedTest.OverDraws : clusters is not null ? PairedTest.OverClusters : difference.Test,
            Detectable = draws == 1 && clusters is null ? difference.Detectable : DetectableMean(a, b, clusters),
        };
    }

    private static int DrawsOf(int first, int second) => Math.Min(first, second) == 1 ? Math.Max(first, second) : Math.Min(first, second);

    private static double[][] Drawn(double[][] values, int draws) => values.Length == 1 ? [.. Enumerable.Repeat(values[0], draws)] : values[..draws];

    private static MetricDifference Shares(double[][] first, double[][] second, int[]? clusters)
    {
        PairedProportions pair = PairedProportions.Of([.. first.Select(Outcomes)], [.. second.Select(Outcomes)], clusters);
        return Empty with
        {
            Difference = pair.Difference,
            Test = "mcnemar",
            PValue = pair.Test.PValue,
            Detectable = DetectableDifference.Paired(pair.Test.N, (double)pair.Test.Discordant / pair.Test.N, Power, Alpha),
        };
    }

    private static MetricDifference Means(double[][] first, double[][] second, int[]? clusters, ValueRange range, long seed)
    {
        ValueRange differences = range == ValueRange.Share ? ValueRange.ShareDifference : ValueRange.Any;
        PairedBootstrap pair = PairedBootstrap.Of(first, second, clusters, differences, seed);
        return Empty with { Difference = pair.Difference, Test = "bootstrap", PValue = pair.PValue, Detectable = DetectableMean(first, second, clusters) };
    }

    private static MetricDifference Empty { get; } = new()
    {
        Metric = "",
        First = new Estimate(null, null, 0),
        Second = new Estimate(null, null, 0),
        Difference = new Estimate(null, null, 0),
    };

    private static bool[] Outcomes(double[] values) => Array.ConvertAll(values, value => value > 0);

    // The difference whose standard error fits (t of alpha + t of power) times into it; the normal's quantiles for independent examples.
    private static double? DetectableMean(double[][] first, double[][] second, int[]? clusters)
    {
        SampleMean sample = SampleMean.OfDraws([.. first.Zip(second, (a, b) => a.Zip(b, (own, other) => other - own).ToArray())], clusters);
        double Quantile(double level) => first.Length == 1 && clusters is null ? Normal.Quantile(level) : StudentT.Quantile(level, sample.Degrees);
        return sample.StandardError is { } error and > 0 ? error * (Quantile(1 - (Alpha / 2)) + Quantile(Power)) : null;
    }
}
