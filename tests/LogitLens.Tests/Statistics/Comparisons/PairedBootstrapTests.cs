using LogitLens.Statistics;
using LogitLens.Statistics.Comparisons;
using LogitLens.Statistics.Distributions;

namespace LogitLens.Tests.Statistics.Comparisons;

public class PairedBootstrapTests
{
    private static readonly double[] Before = [0.1, 0.7, 0.4, 0.9, 0.3, 0.5, 0.2, 0.8];
    private static readonly double[] After = [0.3, 0.8, 0.7, 0.9, 0.6, 0.9, 0.3, 0.9];

    [Fact]
    public void The_difference_is_second_less_first_and_repeats_by_seed()
    {
        PairedBootstrap result = PairedBootstrap.Of(Before, After, seed: 1);
        Assert.Equal(After.Average() - Before.Average(), result.Difference.Value!.Value, 1e-12);
        Assert.True(result.Difference.Interval!.Value.Low > 0);
        Assert.True(result.PValue < 0.05);
        Assert.Equal(result, PairedBootstrap.Of(Before, After, seed: 1));
    }

    [Fact]
    public void The_interval_is_that_of_the_bootstrapped_mean_difference()
    {
        double[] differences = [.. Before.Zip(After, (b, a) => a - b)];
        Estimate expected = MeanInterval.Bootstrap(differences, seed: 9, resamples: 10_000);
        Estimate actual = PairedBootstrap.Of(Before, After, seed: 9).Difference;
        Assert.Equal(expected.Interval!.Value.Low, actual.Interval!.Value.Low, 1e-12);
        Assert.Equal(expected.Interval!.Value.High, actual.Interval!.Value.High, 1e-12);
    }

    [Fact]
    public void Equal_conditions_have_p_one() => Assert.Equal(1, PairedBootstrap.Of(Before, Before, seed: 1).PValue);

    [Fact]
    public void A_true_null_is_rejected_about_as_rarely_as_the_level_says()
    {
        SplitMix64 random = new(12);
        int rejected = 0;
        for (int trial = 0; trial < 600; trial++)
        {
            double[] noise = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble() - 0.5)];
            rejected += PairedBootstrap.Of(new double[40], noise, seed: trial, resamples: 400).PValue <= 0.05 ? 1 : 0;
        }

        Assert.InRange(rejected / 600.0, 0.02, 0.09);
    }

    [Fact]
    public void Fewer_than_two_examples_have_no_interval_and_no_p_value()
    {
        Assert.Equal(new PairedBootstrap(new Estimate(null, null, 0), null), PairedBootstrap.Of([], [], seed: 1));
        Assert.Equal(new PairedBootstrap(new Estimate(2, null, 1), null), PairedBootstrap.Of([1], [3], seed: 1));
    }

    [Fact]
    public void NaN_and_unequal_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedBootstrap.Of([1, 2], [1, double.NaN], seed: 1));
        Assert.Throws<ArgumentException>(() => PairedBootstrap.Of([1, 2], [1], seed: 1));
    }
}
