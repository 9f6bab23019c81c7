using LogitLens.Statistics;

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
    public void Several_statistics_see_the_same_draws()
    {
        Estimate[] both = Bootstrap.Intervals(
            s_values.Length,
            2,
            (indices, into) =>
            {
                into[0] = Mean(indices)!.Value;
                into[1] = -into[0];
            },
            seed: 2);
        Assert.Equal(both[0].Interval!.Value.Low, -both[1].Interval!.Value.High, 1e-12);
        Assert.Equal(Bootstrap.Interval(s_values.Length, Mean, seed: 2), both[0]);
    }

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

    private static double? Mean(ReadOnlySpan<int> indices)
    {
        double sum = 0;
        foreach (int i in indices)
        {
            sum += s_values[i];
        }

        return sum / indices.Length;
    }
}
