namespace LogitLens.Tests;

public class SeededRandomTests
{
    [Fact]
    public void A_seed_alone_starts_the_published_sequence()
    {
        SeededRandom random = new(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.NextBits()).ToArray());
    }

    [Fact]
    public void A_seed_and_a_purpose_fix_the_stream_on_every_machine()
    {
        SeededRandom random = new(42, "test");

        Assert.Equal([13, 62, 81, 83, 84, 77, 73, 3], Enumerable.Range(0, 8).Select(_ => random.Next(100)));
    }

    [Fact]
    public void Seeds_and_purposes_have_streams_of_their_own()
    {
        string[] streams = [Stream(1, "a"), Stream(2, "a"), Stream(1, "b"), Stream(-1, "a")];

        Assert.Equal(streams.Length, streams.Distinct().Count());
    }

    [Fact]
    public void Every_value_below_the_limit_is_about_as_likely()
    {
        SeededRandom random = new(7, "test");
        int[] counts = new int[5];
        for (int i = 0; i < 50_000; i++)
        {
            counts[random.Next(5)]++;
        }

        // Five standard deviations of a binomial count of 10,000 expected.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 450, 10_000 + 450));
    }

    [Fact]
    public void Numbers_lie_from_zero_to_below_one_with_mean_one_half()
    {
        SeededRandom random = new(8);
        double[] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())];

        Assert.All(drawn, x => Assert.True(x is >= 0 and < 1));
        Assert.Equal(0.5, drawn.Average(), 0.01);
    }

    [Fact]
    public void Each_order_of_a_shuffle_is_equally_likely()
    {
        SeededRandom random = new(9);
        Dictionary<string, int> orders = [];
        for (int i = 0; i < 12_000; i++)
        {
            char[] letters = ['a', 'b', 'c'];
            random.Shuffle(letters);
            string order = new(letters);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], orders.Keys.Order(StringComparer.Ordinal));
        Assert.All(orders.Values, count => Assert.InRange(count, 1_800, 2_200));
    }

    [Fact]
    public void A_limit_below_one_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).Next(0));

    [Fact]
    public void A_shuffle_loses_nothing()
    {
        List<int> values = Enumerable.Range(0, 100).ToList();
        new SeededRandom(3, "test").Shuffle(values);

        Assert.NotEqual(Enumerable.Range(0, 100), values);
        Assert.Equal(Enumerable.Range(0, 100), values.Order());
    }

    private static string Stream(long seed, string purpose)
    {
        SeededRandom random = new(seed, purpose);
        return string.Join(' ', Enumerable.Range(0, 8).Select(_ => random.Next(1000)));
    }
}
