using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Sampling;

public class RangedIntervalTests
{
    [Fact]
    public void A_bounded_quantitys_interval_stays_within_its_range_contains_the_mean_and_has_a_width()
    {
        SeededRandom random = new(5);
        foreach (ValueRange range in new[] { ValueRange.Share, new ValueRange(0, 11) })
        {
            for (int sample = 0; sample < 200; sample++)
            {
                int power = 1 + random.Next(40);
                double[] values = [.. Enumerable.Range(0, 2 + random.Next(20)).Select(_ => range.High * Math.Pow(random.NextDouble(), power))];
                Estimate estimate = MeanInterval.Within(values, range);
                Assert.InRange(estimate.Interval!.Value.Low, range.Low, estimate.Value!.Value);
                Assert.InRange(estimate.Interval.Value.High, estimate.Value.Value, range.High);
                Assert.True(estimate.Interval.Value.High > estimate.Interval.Value.Low);
            }
        }
    }

    [Fact]
    public void Probabilities_near_zero_have_no_interval_below_zero()
    {
        Estimate estimate = MeanInterval.Within([0.001, 0.0002, 0.004, 0.3, 0.00001, 0.02], ValueRange.Share);
        Assert.InRange(estimate.Interval!.Value.Low, 1e-6, 0.054);
        Assert.True(MeanInterval.StudentT([0.001, 0.0002, 0.004, 0.3, 0.00001, 0.02]).Interval!.Value.Low < 0);
    }

    [Fact]
    public void Divergences_near_zero_have_no_interval_below_zero()
    {
        Estimate estimate = MeanInterval.Within([0.001, 0.0002, 0.004, 3, 0.00001, 0.02], ValueRange.NonNegative);
        Assert.InRange(estimate.Interval!.Value.Low, 1e-6, 0.5);
    }

    [Fact]
    public void Of_yes_and_no_it_is_wilsons_interval_but_for_the_degrees_of_freedom()
    {
        double[] outcomes = [.. Enumerable.Range(0, 10_000).Select(i => i % 4 == 0 ? 1.0 : 0)];
        Interval here = MeanInterval.Within(outcomes, ValueRange.Share).Interval!.Value, wilson = Proportion.Wilson(2500, 10_000);
        Assert.Equal(wilson.Low, here.Low, 1e-5);
        Assert.Equal(wilson.High, here.High, 1e-5);
    }

    [Fact]
    public void Equal_values_in_a_range_are_as_many_examples_and_without_a_range_have_no_interval()
    {
        Interval all = MeanInterval.Within([1, 1, 1, 1, 1, 1, 1, 1], ValueRange.Share).Interval!.Value;
        Assert.Equal(1, all.High);
        Assert.InRange(all.Low, 0.5, 0.7);
        Assert.Null(MeanInterval.Within([2, 2, 2], ValueRange.NonNegative).Interval);
        Assert.Null(MeanInterval.Within([2, 2, 2], ValueRange.Any).Interval);
    }

    // Shares of right answers of six sets of one demonstration each, found on 300 reviews.
    [Fact]
    public void Six_sets_of_demonstrations_have_an_interval_on_five_degrees_of_freedom()
    {
        SampleMean draws = SampleMean.Of([0.850, 0.857, 0.513, 0.857, 0.830, 0.813]);
        Estimate estimate = RangedInterval.Of(draws with { ExampleUnits = 300, IsOverDraws = true }, ValueRange.Share);
        Assert.Equal(0.787, estimate.Value!.Value, 5e-4);
        Assert.Equal(0.645, estimate.Interval!.Value.Low, 5e-4);
        Assert.Equal(0.929, estimate.Interval.Value.High, 5e-4);
    }

    [Fact]
    public void An_interval_of_draws_ends_where_the_quantity_does()
    {
        Estimate estimate = RangedInterval.Of(SampleMean.OfDraws([[1, 1, 1], [1, 0, 1]]), ValueRange.Share);
        Assert.Equal(1, estimate.Interval!.Value.High);
        Assert.Equal(0, estimate.Interval.Value.Low);
    }
}
