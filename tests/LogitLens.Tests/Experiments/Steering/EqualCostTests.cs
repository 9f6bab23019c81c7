using LogitLens.Experiments.Steering;

namespace LogitLens.Tests.Experiments.Steering;

public sealed class EqualCostTests
{
    private static readonly (double, double)[] s_curve = [(1, 10), (3, 14)];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 12)]
    [InlineData(3, 14)]
    public void Between_strengths_effects_are_in_proportion_and_no_strength_does_nothing(double cost, double effect) =>
        Assert.Equal(effect, EqualCost.At(s_curve, cost)!.Value, 12);

    [Fact]
    public void Beyond_the_greatest_cost_nothing_is_known() => Assert.Null(EqualCost.At(s_curve, 3.1));

    [Fact]
    public void An_effect_is_held_against_the_curves_that_reach_its_cost()
    {
        EqualCost found = EqualCost.Of(2, -13, [s_curve, [(2, -4)], [(2, 13.5)], [(1, 100)]]);

        // 12, -4 and 13.5; one of three is as great as 13 either way.
        Assert.Equal((3, -4, 13.5), (found.Draws, found.Low!.Value, found.High!.Value));
        Assert.Equal(21.5 / 3, found.Mean!.Value, 12);
        Assert.Equal(0.5, found.PValue);
    }

    [Fact]
    public void The_mean_over_directions_has_an_interval_where_there_are_several()
    {
        (double, double)[][] curves = [[(1, 1)], [(1, 2)], [(1, 3)]];

        EqualCost three = EqualCost.Of(1, 2, curves), one = EqualCost.Of(1, 2, curves[..1]);

        // Student's t of 1, 2, 3: 2 -+ 4.3027 / sqrt 3.
        Assert.Equal(2 - (4.302652729749462 / Math.Sqrt(3)), three.Interval!.Value.Low, 6);
        Assert.Equal(2 + (4.302652729749462 / Math.Sqrt(3)), three.Interval.Value.High, 6);
        Assert.Null(one.Interval);
    }

    [Fact]
    public void Where_no_curve_reaches_the_cost_there_is_nothing_to_compare_with() =>
        Assert.Equal(new EqualCost(9, 0, null, null, null, null), EqualCost.Of(9, 1, [s_curve]));
}
