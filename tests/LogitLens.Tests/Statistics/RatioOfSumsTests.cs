using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class RatioOfSumsTests
{
    [Fact]
    public void The_limits_are_the_ratios_that_a_t_test_just_rejects()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("sampling.json").GetProperty("ratios").EnumerateArray())
        {
            RatioOfSums ratio = RatioOfSums.Of(sample.Numbers("above"), sample.Numbers("below"));
            double[] interval = sample.Numbers("interval");
            Approximately.Equal(sample.Number("ratio"), ratio.Ratio.Value);
            Approximately.Equal(interval[0], ratio.Ratio.Interval!.Value.Low, 1e-8);
            Approximately.Equal(interval[1], ratio.Ratio.Interval.Value.High, 1e-8);
            Assert.False(ratio.DenominatorNearZero);
        }
    }

    [Fact]
    public void A_denominator_that_may_be_zero_gives_no_interval()
    {
        RatioOfSums ratio = RatioOfSums.Of([1, 2, 3, 2], [1, -1, 2, -1.5]);
        Assert.Equal(16, ratio.Ratio.Value!.Value, 1e-9);
        Assert.Null(ratio.Ratio.Interval);
        Assert.True(ratio.DenominatorNearZero);
    }

    [Fact]
    public void A_denominator_of_zero_gives_no_value() => Assert.Null(RatioOfSums.Of([1, 2], [1, -1]).Ratio.Value);

    [Fact]
    public void Over_draws_a_ratio_to_what_never_varies_has_the_interval_of_the_mean()
    {
        double[][] above = [[1, 2, 4], [2, 2.5, 5], [0.5, 2, 3]], below = [[2, 2, 2], [2, 2, 2], [2, 2, 2]];
        Interval mean = RangedInterval.Of(SampleMean.OfDraws(above), ValueRange.Any).Interval!.Value;

        RatioOfSums ratio = RatioOfSums.OverDraws(above, below);

        Approximately.Equal(mean.Low / 2, ratio.Ratio.Interval!.Value.Low, 1e-9);
        Approximately.Equal(mean.High / 2, ratio.Ratio.Interval.Value.High, 1e-9);
        Assert.Equal(3, ratio.Ratio.N);
    }

    [Fact]
    public void Over_draws_a_ratio_that_is_the_same_everywhere_is_known()
    {
        double[][] below = [[3, 3.5, 4], [3.5, 3.6, 4], [3.2, 3.4, 4.1]];
        RatioOfSums ratio = RatioOfSums.OverDraws([.. below.Select(draw => Array.ConvertAll(draw, value => 0.6 * value))], below);
        Approximately.Equal(0.6, ratio.Ratio.Interval!.Value.Low, 1e-6);
        Approximately.Equal(0.6, ratio.Ratio.Interval.Value.High, 1e-6);
    }

    [Fact]
    public void Copies_of_examples_tell_no_more_than_the_examples()
    {
        double[] above = [1, 2, 3, 2.5], below = [2, 3, 5, 4];
        Interval few = RatioOfSums.Of(above, below).Ratio.Interval!.Value;
        Interval copies = RatioOfSums.Of([.. above, .. above], [.. below, .. below], [0, 1, 2, 3, 0, 1, 2, 3]).Ratio.Interval!.Value;
        Assert.Equal(few.Low, copies.Low, 1e-12);
        Assert.Equal(few.High, copies.High, 1e-12);
    }

    [Fact]
    public void What_is_in_proportion_example_by_example_is_known_exactly()
    {
        Interval interval = RatioOfSums.Of([1, 1.25, 1.5, 2], [2, 2.5, 3, 4]).Ratio.Interval!.Value;
        Assert.Equal(0.5, interval.Low, 1e-12);
        Assert.Equal(0.5, interval.High, 1e-12);
    }
}
