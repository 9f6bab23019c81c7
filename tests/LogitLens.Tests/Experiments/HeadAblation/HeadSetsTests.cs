using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.HeadAblation;

public sealed class HeadSetsTests
{
    private static readonly HeadId[] s_pair = [new(0, 1), new(1, 0)];

    [Fact]
    public void A_group_is_one_of_the_sets_that_its_p_value_counts()
    {
        GroupEffect group = HeadSets.Group([Effect(ItemKind.Group, -2), .. new[] { -1, 0.5, 3, 1 }.Select(value => Effect(ItemKind.RandomGroup, value))])!;

        // One of four random sets is as far from zero, on the other side: (1 + 1) / (1 + 4).
        Assert.Equal((0.4, 4), (group.PValue, group.Controls.Count));
        Assert.Equal(s_pair, group.Heads);
    }

    [Fact]
    public void Ninety_nine_controls_can_give_one_in_a_hundred() => Assert.Equal(
        0.01, HeadSets.Group([Effect(ItemKind.Group, -2), .. Enumerable.Range(0, 99).Select(k => Effect(ItemKind.RandomGroup, k / 100.0))])!.PValue);

    [Fact]
    public void Without_a_group_there_is_none_to_compare() => Assert.Null(HeadSets.Group([Effect(ItemKind.Head, -2)]));

    [Fact]
    public void Removal_goes_step_by_step_beside_the_spread_of_random_orders()
    {
        LabelEffect[] effects =
        [
            Step(ItemKind.Cumulative, 1, 0.5), Step(ItemKind.Cumulative, 2, -1),
            Step(ItemKind.RandomCumulative, 1, 1.9), Step(ItemKind.RandomCumulative, 2, 1.5),
            Step(ItemKind.RandomCumulative, 1, 2.1), Step(ItemKind.RandomCumulative, 2, 0.5),
        ];

        CumulativeRemoval removal = HeadSets.Cumulative(effects, new Estimate(2, null, 10), Proportion.Of(9, 10))!;

        Assert.Equal(s_pair, removal.Order);
        Assert.Equal([0, 1, 2], removal.Steps.Select(step => step.Removed));
        Assert.Equal([2, 0.5, -1], removal.Steps.Select(step => step.Metric.Value!.Value));
        Assert.Equal([2, 2, 1], removal.Steps.Select(step => step.RandomMetric.Value!.Value));
        Assert.Equal((0.9, 0.5), (removal.Steps[0].Accuracy.Value, removal.Steps[2].Accuracy.Value));
        Assert.InRange(removal.Steps[2].RandomMetric.Interval!.Value.Low, 0.5, 0.55);
        Assert.Equal(2, removal.Steps[1].RandomMetric.N);
    }

    private static ItemEffect Effect(ItemKind kind, double value) =>
        new() { Item = new SweepItem("set", kind) { Heads = s_pair }, Effect = new Estimate(value, null, 10) };

    private static LabelEffect Step(ItemKind kind, int heads, double edited) => new()
    {
        Item = new SweepItem("step", kind) { Heads = [.. s_pair.Take(heads)] },
        Effect = new Estimate(edited - 2, null, 10),
        Edited = new Estimate(edited, null, 10),
        Accuracy = Proportion.Of(5, 10),
    };
}
