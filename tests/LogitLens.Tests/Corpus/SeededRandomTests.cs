using LogitLens.Corpus;

namespace LogitLens.Tests.Corpus;

public sealed class SeededRandomTests
{
    [Fact]
    public void Numbers_below_a_bound_are_spread_evenly()
    {
        SeededRandom random = new(1);
        int[] counts = new int[10];
        for (int i = 0; i < 10_000; i++)
        {
            counts[random.Below(10)]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 850, 1150));
    }

    [Fact]
    public void Between_includes_both_ends()
    {
        SeededRandom random = new(2);

        Assert.Equal([3, 4, 5], Enumerable.Range(0, 100).Select(_ => random.Between(3, 5)).Distinct().Order());
    }

    [Fact]
    public void Streams_of_one_seed_differ()
    {
        Assert.NotEqual(Numbers(new SeededRandom(5, 0)), Numbers(new SeededRandom(5, 1)));
    }

    [Fact]
    public void Words_at_the_front_of_a_table_are_commoner()
    {
        SeededRandom random = new(3);
        int[] table = [.. Enumerable.Range(0, 100)];
        int[] picked = [.. Enumerable.Range(0, 5000).Select(_ => random.PickCommon(table))];

        Assert.True(picked.Count(i => i < 10) > 3 * picked.Count(i => i >= 90));
        Assert.Contains(99, picked);
    }

    [Fact]
    public void Shuffling_keeps_every_item()
    {
        Assert.Equal(Enumerable.Range(0, 50), new SeededRandom(4).Shuffled([.. Enumerable.Range(0, 50)]).Order());
    }

    private static int[] Numbers(SeededRandom random) => [.. Enumerable.Range(0, 20).Select(_ => random.Below(1000))];
}
