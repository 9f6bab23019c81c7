using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Comparisons;

public class PairedBootstrapTests
{
    private static readonly double[] s_before = [0.1, 0.7, 0.4, 0.9, 0.3, 0.5, 0.2, 0.8];
    private static readonly double[] s_after = [0.3, 0.8, 0.7, 0.9, 0.6, 0.9, 0.3, 0.9];

    [Fact]
    public void The_difference_is_second_less_first_and_repeats_by_seed()
    {
        PairedBootstrap result = Of(s_before, s_after, seed: 1);
        Assert.Equal(s_after.Average() - s_before.Average(), result.Difference.Value!.Value, 1e-12);
        Assert.True(result.Difference.Interval!.Value.Low > 0);
        Assert.True(result.PValue < 0.05);
        Assert.Equal(result, Of(s_before, s_after, seed: 1));
    }

    [Fact]
    public void The_interval_is_symmetric_and_of_many_examples_students()
    {
        SeededRandom random = new(3);
        double[] after = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        Estimate actual = Of(new double[400], after, seed: 9).Difference, student = MeanInterval.StudentT(after);
        Assert.Equal(actual.Value!.Value, (actual.Interval!.Value.Low + actual.Interval.Value.High) / 2, 1e-12);
        Assert.Equal(student.Interval!.Value.Low, actual.Interval.Value.Low, 2e-3);
        Assert.Equal(student.Interval.Value.High, actual.Interval.Value.High, 2e-3);
    }

    [Fact]
    public void Equal_differences_have_no_interval_and_the_p_value_of_so_many_tosses()
    {
        PairedBootstrap result = Of([1, 2, 3, 4], [2, 3, 4, 5], seed: 1);
        Assert.Equal(new PairedBootstrap(new Estimate(1, null, 4), 0.125), result);
    }

    [Fact]
    public void Over_draws_both_components_of_variance_count_and_few_draws_give_no_small_p_value()
    {
        double[][] zero = [.. Enumerable.Repeat(new double[50], 4)];
        double[][] second = [.. Enumerable.Range(0, 4).Select(draw => Enumerable.Range(0, 50).Select(i => 0.5 + (i % 2 * 0.01)).ToArray())];
        PairedBootstrap result = PairedBootstrap.Of(zero, second, null, ValueRange.ShareDifference, seed: 1);
        Assert.Equal(0.505, result.Difference.Value!.Value, 1e-12);
        Assert.Equal(0.125, result.PValue);
    }

    [Fact]
    public void Equal_conditions_have_p_one() => Assert.Equal(1, Of(s_before, s_before, seed: 1).PValue);

    [Fact]
    public void A_true_null_is_rejected_about_as_rarely_as_the_level_says()
    {
        SeededRandom random = new(12);
        int rejected = 0;
        for (int trial = 0; trial < 600; trial++)
        {
            double[] noise = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble() - 0.5)];
            rejected += Of(new double[40], noise, seed: trial, resamples: 400).PValue <= 0.05 ? 1 : 0;
        }

        Assert.InRange(rejected / 600.0, 0.02, 0.09);
    }

    [Fact]
    public void Fewer_than_two_examples_have_no_interval_and_no_p_value()
    {
        Assert.Equal(new PairedBootstrap(new Estimate(null, null, 0), null), Of([], [], seed: 1));
        Assert.Equal(new PairedBootstrap(new Estimate(2, null, 1), null), Of([1], [3], seed: 1));
    }

    [Fact]
    public void NaN_and_unequal_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Of([1, 2], [1, double.NaN], seed: 1));
        Assert.Throws<ArgumentException>(() => Of([1, 2], [1], seed: 1));
    }

    private static PairedBootstrap Of(double[] first, double[] second, long seed, int resamples = 10_000) =>
        PairedBootstrap.Of([first], [second], null, ValueRange.Any, seed, resamples);
}
