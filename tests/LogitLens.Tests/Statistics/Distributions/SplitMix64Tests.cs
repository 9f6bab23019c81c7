using LogitLens.Statistics.Distributions;

namespace LogitLens.Tests.Statistics.Distributions;

public class SplitMix64Tests
{
    [Fact]
    public void Sequence_is_the_published_one()
    {
        SplitMix64 random = new(1234567);
        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.NextBits()).ToArray());
    }

    [Fact]
    public void Indices_are_spread_evenly_over_the_bound()
    {
        SplitMix64 random = new(7);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
        {
            counts[random.NextIndex(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Numbers_lie_from_zero_to_below_one_with_mean_one_half()
    {
        SplitMix64 random = new(8);
        double[] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())];
        Assert.All(drawn, x => Assert.True(x is >= 0 and < 1));
        Assert.Equal(0.5, drawn.Average(), 0.01);
    }

    [Fact]
    public void Shuffle_keeps_the_values_and_each_order_is_equally_likely()
    {
        SplitMix64 random = new(9);
        Dictionary<string, int> orders = [];
        for (int i = 0; i < 12_000; i++)
        {
            char[] letters = ['a', 'b', 'c'];
            random.Shuffle<char>(letters);
            string order = new(letters);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], orders.Keys.Order(StringComparer.Ordinal));
        Assert.All(orders.Values, count => Assert.InRange(count, 1_800, 2_200));
    }

    [Fact]
    public void A_bound_below_one_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SplitMix64(1).NextIndex(0));
}
