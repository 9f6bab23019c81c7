using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Statistics.Comparisons;
using LogitLens.Statistics.Distributions;

namespace LogitLens.Experiments.FinishedRuns.Comparison;

/// <summary>Compares one metric between two conditions on the examples that both have.</summary>
internal static class MetricTest
{
    private const double Power = 0.8;
    private const double Alpha = 0.05;

    /// <summary>The difference, second less first; null where they share no example.</summary>
    public static MetricDifference? Of(ExampleMetric first, ExampleMetric second, long seed)
    {
        // In one order whatever order the runs computed in, since the bootstrap draws by place.
        string[] both = [.. first.Values.Keys.Where(second.Values.ContainsKey).Order(StringComparer.Ordinal)];
        if (both.Length == 0)
        {
            return null;
        }

        double[] a = [.. both.Select(id => first.Values[id])], b = [.. both.Select(id => second.Values[id])];
        return first.IsShare ? Shares(first.Name, a, b) : Means(first.Name, a, b, seed);
    }

    private static MetricDifference Shares(string metric, double[] first, double[] second)
    {
        PairedProportions pair = PairedProportions.Of([.. first.Select(value => value > 0)], [.. second.Select(value => value > 0)]);
        return new MetricDifference
        {
            Metric = metric,
            IsShare = true,
            N = first.Length,
            First = pair.First.ToEstimate(),
            Second = pair.Second.ToEstimate(),
            Difference = pair.Difference,
            Test = "mcnemar",
            PValue = pair.Test.PValue,
            Detectable = DetectableDifference.Paired(first.Length, (double)pair.Test.Discordant / first.Length, Power, Alpha),
        };
    }

    private static MetricDifference Means(string metric, double[] first, double[] second, long seed)
    {
        PairedBootstrap pair = PairedBootstrap.Of(first, second, seed);
        return new MetricDifference
        {
            Metric = metric,
            N = first.Length,
            First = MeanInterval.StudentT(first),
            Second = MeanInterval.StudentT(second),
            Difference = pair.Difference,
            Test = pair.PValue is null ? null : "bootstrap",
            PValue = pair.PValue,
            Detectable = DetectableMean(first, second),
        };
    }

    // The normal approximation: the difference whose standard error fits (z of alpha + z of power) times into it.
    private static double? DetectableMean(double[] first, double[] second)
    {
        RunningMoments moments = new();
        foreach ((double a, double b) in first.Zip(second))
        {
            moments.Add(b - a);
        }

        return moments.StandardError is { } error and > 0 ? error * (Normal.Quantile(1 - (Alpha / 2)) + Normal.Quantile(Power)) : null;
    }
}
