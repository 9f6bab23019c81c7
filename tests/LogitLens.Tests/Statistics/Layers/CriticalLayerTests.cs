using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Layers;

public class CriticalLayerTests
{
    [Fact]
    public void Is_the_first_layer_whose_gap_reaches_half_of_the_final_one() =>
        Assert.Equal(2, CriticalLayer.FirstHalfway([0, 0.05, 0.2, 0.4]));

    [Fact]
    public void Exactly_half_is_reached_whatever_the_rounding()
    {
        // 0.55 - 0.45 and (0.6 - 0.4) / 2 differ in their last bits.
        Assert.Equal(0, CriticalLayer.FirstHalfway([0.55 - 0.45, 0.6 - 0.4]));
        Assert.Equal(0, CriticalLayer.FirstHalfway([0.6 - 0.5, 0.7 - 0.5]));
    }

    [Fact]
    public void A_final_gap_the_other_way_is_followed_in_its_own_direction() =>
        Assert.Equal(1, CriticalLayer.FirstHalfway([0.4, -0.2, -0.3]));

    [Fact]
    public void A_final_gap_of_nearly_nothing_has_no_critical_layer()
    {
        Assert.Null(CriticalLayer.FirstHalfway([0, 0.4, 0.005]));
        Assert.Null(CriticalLayer.FirstHalfway([0], smallestGap: 0));
        Assert.Null(CriticalLayer.FirstHalfway([]));
        Assert.Equal(1, CriticalLayer.FirstHalfway([0, 0.4, 0.005], smallestGap: 0.001));
    }

    [Fact]
    public void From_examples_it_has_an_interval_over_them()
    {
        // Under incorrect demonstrations three of four examples fail from layer 2 on; the fourth from layer 1 on.
        bool[][] correct = [.. Enumerable.Repeat(new[] { true, true, true, true }, 40)];
        bool[][] incorrect = [.. Enumerable.Range(0, 40).Select(i => new[] { true, i % 4 != 0, false, false })];
        CriticalLayer result = CriticalLayer.Of([correct], [incorrect], seed: 1, clusters: null);
        Assert.Equal([0, 0.25, 1, 1], result.Gaps);
        Assert.Equal(new Estimate(2, new Interval(2, 2, 0.95), 40), result.Layer);
    }

    [Fact]
    public void Examples_that_do_not_tell_the_demonstrations_apart_give_none()
    {
        bool[][] right = [[true, false], [false, true], [true, true]];
        CriticalLayer result = CriticalLayer.Of([right], [right], seed: 1, clusters: null);
        Assert.Equal(new Estimate(null, null, 3), result.Layer);
        Assert.Equal([0, 0], result.Gaps);
        Assert.Equal(new Estimate(null, null, 0), CriticalLayer.Of([[]], [[]], seed: 1, clusters: null).Layer);
    }

    [Fact]
    public void Unequal_numbers_of_draws_are_refused() =>
        Assert.Throws<ArgumentException>(() => CriticalLayer.Of([[[true]]], [[[true]], [[true]]], seed: 1, clusters: null));
}
