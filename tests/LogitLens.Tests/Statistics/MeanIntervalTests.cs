using System.Text.Json;
using LogitLens.Statistics;
using LogitLens.Statistics.Distributions;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class MeanIntervalTests
{
    [Fact]
    public void Students_interval_matches_scipy()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("intervals.json").GetProperty("samples").EnumerateArray())
        {
            Estimate estimate = MeanInterval.StudentT(sample.Numbers("values"));
            Assert.Equal(sample.Numbers("t")[0], estimate.Interval!.Value.Low, 1e-9);
            Assert.Equal(sample.Numbers("t")[1], estimate.Interval!.Value.High, 1e-9);
        }
    }

    [Fact]
    public void Bootstrap_interval_agrees_with_scipys_percentile_bootstrap()
    {
        // Other random draws, so to within what 20,000 of them leave open.
        foreach (JsonElement sample in GoldenNumbers.Load("intervals.json").GetProperty("samples").EnumerateArray())
        {
            Interval interval = MeanInterval.Bootstrap(sample.Numbers("values"), seed: 1, resamples: 20_000).Interval!.Value;
            double[] reference = sample.Numbers("bootstrap");
            double tolerance = 0.02 * (reference[1] - reference[0]);
            Assert.Equal(reference[0], interval.Low, tolerance);
            Assert.Equal(reference[1], interval.High, tolerance);
        }
    }

    [Fact]
    public void Students_interval_covers_the_mean_of_normal_data_as_often_as_it_says()
    {
        SeededRandom random = new(3);
        int covered = 0;
        for (int trial = 0; trial < 4000; trial++)
        {
            double[] sample = [.. Enumerable.Range(0, 6).Select(_ => 2 + Normal.Quantile(random.NextDouble() + 1e-17))];
            covered += MeanInterval.StudentT(sample).Interval!.Value.Contains(2) ? 1 : 0;
        }

        Assert.InRange(covered / 4000.0, 0.94, 0.96);
    }

    [Fact]
    public void Bootstrap_interval_covers_the_mean_of_skewed_data_nearly_as_often_as_it_says()
    {
        SeededRandom random = new(4);
        int covered = 0;
        for (int trial = 0; trial < 500; trial++)
        {
            double[] sample = [.. Enumerable.Range(0, 60).Select(_ => -Math.Log(1 - random.NextDouble()))];
            covered += MeanInterval.Bootstrap(sample, seed: trial, resamples: 500).Interval!.Value.Contains(1) ? 1 : 0;
        }

        Assert.InRange(covered / 500.0, 0.90, 0.97);
    }

    [Fact]
    public void No_value_gives_nothing_and_one_value_no_interval()
    {
        Assert.Equal(new Estimate(null, null, 0), MeanInterval.StudentT([]));
        Assert.Equal(new Estimate(null, null, 0), MeanInterval.Bootstrap([], seed: 1));
        Assert.Equal(new Estimate(3, null, 1), MeanInterval.StudentT([3]));
        Assert.Equal(new Estimate(3, null, 1), MeanInterval.Bootstrap([3], seed: 1));
    }

    [Fact]
    public void Equal_values_give_an_interval_without_width()
    {
        Estimate expected = new(0.1, new Interval(0.1, 0.1, 0.95), 3);
        Assert.Equal(expected, MeanInterval.StudentT([0.1, 0.1, 0.1]));
        Assert.Equal(0, Width(MeanInterval.Bootstrap([0.1, 0.1, 0.1], seed: 1)), 1e-15);
    }

    [Fact]
    public void NaN_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MeanInterval.StudentT([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => MeanInterval.Bootstrap([1, double.NaN], seed: 1));
    }

    private static double Width(Estimate estimate) => estimate.Interval!.Value.High - estimate.Interval.Value.Low;
}
