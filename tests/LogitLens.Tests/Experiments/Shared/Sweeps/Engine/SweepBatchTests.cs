using LogitLens.Experiments.Sweeps;

namespace LogitLens.Tests.Experiments.Sweeps.Engine;

public sealed class SweepBatchTests
{
    [Fact]
    public void Neighbours_of_unlike_length_part_and_their_order_and_sources_stay()
    {
        SweepBatch batch = Of(40, 39, 30, 30, 12) with { Source = new SweepSource([[1], [2], [3], [4], [5]], []) { CommonStart = 1 } };

        IReadOnlyList<SweepBatch> groups = batch.ByLength(enough: 1);

        Assert.Equal([2, 2, 1], groups.Select(group => group.Prompts.Count));
        Assert.Equal(batch.Prompts, groups.SelectMany(group => group.Prompts));
        Assert.Equal(batch.Examples, groups.SelectMany(group => group.Examples));
        Assert.Equal(batch.Source.Prompts, groups.SelectMany(group => group.Source!.Prompts));
        Assert.All(groups, group => Assert.Equal(1, group.Source!.CommonStart));
    }

    [Fact]
    public void A_group_too_small_to_fill_the_machine_takes_in_its_neighbours()
    {
        Assert.Equal([3, 2], Of(40, 30, 20, 10, 10).ByLength(enough: 100).Select(group => group.Prompts.Count));
        Assert.Single(Of(40, 30, 20, 10, 10).ByLength(enough: 1000));
    }

    [Fact]
    public void A_longer_prompt_after_shorter_ones_is_unlike_them_too()
    {
        Assert.Equal([2, 1], Of(10, 10, 40).ByLength(enough: 1).Select(group => group.Prompts.Count));
    }

    private static SweepBatch Of(params int[] lengths) => new([.. lengths.Select(length => new int[length])], [.. Enumerable.Range(5, lengths.Length)]);
}
