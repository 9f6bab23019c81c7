using TinyModel.Corpus;

namespace TinyModel.Tests.Corpus;

public sealed class DrawsTests
{
    [Fact]
    public void Between_includes_both_ends()
    {
        SeededRandom random = new(2, "test");

        Assert.Equal([3, 4, 5], Enumerable.Range(0, 100).Select(_ => random.Between(3, 5)).Distinct().Order());
    }

    [Fact]
    public void A_chance_of_a_fifth_comes_up_one_time_in_five()
    {
        SeededRandom random = new(1, "test");

        Assert.InRange(Enumerable.Range(0, 5000).Count(_ => random.Chance(0.2)), 900, 1100);
    }

    [Fact]
    public void Words_at_the_front_of_a_table_are_commoner()
    {
        SeededRandom random = new(3, "test");
        int[] table = [.. Enumerable.Range(0, 100)];
        int[] picked = [.. Enumerable.Range(0, 5000).Select(_ => random.PickCommon(table))];

        Assert.True(picked.Count(i => i < 10) > 3 * picked.Count(i => i >= 90));
        Assert.Contains(99, picked);
    }

    [Fact]
    public void Shuffling_keeps_every_item_and_leaves_the_table_alone()
    {
        int[] table = [.. Enumerable.Range(0, 50)];

        int[] shuffled = new SeededRandom(4, "test").Shuffled(table);

        Assert.Equal(table, shuffled.Order());
        Assert.Equal(Enumerable.Range(0, 50), table);
        Assert.NotEqual(table, shuffled);
    }
}
