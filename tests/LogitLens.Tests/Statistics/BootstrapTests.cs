using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class BootstrapTests
{
    private static readonly double[] s_values = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5];

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        Estimate Once(long seed) => Bootstrap.Interval(s_values.Length, Mean, seed);
        Assert.Equal(Once(5), Once(5));
        Assert.NotEqual(Once(5).Interval, Once(6).Interval);
    }

    [Fact]
    public void The_value_is_that_of_the_examples_themselves() =>
        Assert.Equal(s_values.Average(), Bootstrap.Interval(s_values.Length, Mean, seed: 1).Value!.Value, 1e-12);

    [Fact]
    public void A_higher_level_gives_a_wider_interval()
    {
        Interval narrow = Bootstrap.Interval(s_values.Length, Mean, seed: 1, level: 0.8).Interval!.Value;
        Interval wide = Bootstrap.Interval(s_values.Length, Mean, seed: 1, level: 0.99).Interval!.Value;
        Assert.True(wide.Low < narrow.Low && narrow.High < wide.High);
    }

    [Fact]
    public void Draws_without_a_value_are_left_out()
    {
        // Undefined when the first example is not drawn: about 36% of draws at n = 12.
        Estimate estimate = Bootstrap.Interval(s_values.Length, indices => indices.Contains(0) ? 1 : null, seed: 1);
        Assert.Equal(new Estimate(1, new Interval(1, 1, 0.95), 12), estimate);
    }

    [Fact]
    public void A_statistic_undefined_on_most_draws_has_no_interval()
    {
        Estimate estimate = Bootstrap.Interval(
            s_values.Length, indices => indices.Contains(0) && indices.Contains(1) && indices.Contains(2) ? 1 : null, seed: 1);
        Assert.Equal(new Estimate(1, null, 12), estimate);
    }

    [Fact]
    public void No_example_gives_no_value_and_never_calls_the_statistic() =>
        Assert.Equal(new Estimate(null, null, 0), Bootstrap.Interval(0, _ => throw new InvalidOperationException(), seed: 1));

    [Fact]
    public void One_example_gives_no_interval() => Assert.Equal(new Estimate(2, null, 1), Bootstrap.Interval(1, Mean, seed: 1));

    [Fact]
    public void The_mean_s_interval_agrees_with_scipys_percentile_bootstrap()
    {
        // Other random draws, so to within what 20,000 of them leave open.
        foreach (JsonElement sample in GoldenNumbers.Load("intervals.json").GetProperty("samples").EnumerateArray())
        {
            double[] values = sample.Numbers("values"), reference = sample.Numbers("bootstrap");
            Interval interval = Bootstrap.Interval(values.Length, indices => Mean(values, indices), seed: 1, resamples: 20_000).Interval!.Value;
            double tolerance = 0.02 * (reference[1] - reference[0]);
            Assert.Equal(reference[0], interval.Low, tolerance);
            Assert.Equal(reference[1], interval.High, tolerance);
        }
    }

    [Fact]
    public void The_mean_s_interval_covers_the_mean_of_skewed_data_nearly_as_often_as_it_says()
    {
        SeededRandom random = new(4);
        int covered = 0;
        for (int trial = 0; trial < 500; trial++)
        {
            double[] sample = [.. Enumerable.Range(0, 60).Select(_ => -Math.Log(1 - random.NextDouble()))];
            Estimate mean = Bootstrap.Interval(sample.Length, indices => Mean(sample, indices), seed: trial, resamples: 500);
            covered += mean.Interval!.Value.Contains(1) ? 1 : 0;
        }

        Assert.InRange(covered / 500.0, 0.90, 0.97);
    }

    private static double? Mean(ReadOnlySpan<int> indices) => Mean(s_values, indices);

    private static double? Mean(double[] values, ReadOnlySpan<int> indices)
    {
        double sum = 0;
        foreach (int i in indices)
        {
            sum += values[i];
        }

        return sum / indices.Length;
    }
}
