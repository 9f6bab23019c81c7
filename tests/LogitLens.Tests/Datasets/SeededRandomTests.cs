using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets;

public class SeededRandomTests
{
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
        var counts = new int[5];
        for (int i = 0; i < 50_000; i++)
        {
            counts[random.Next(5)]++;
        }

        // Five standard deviations of a binomial count of 10,000 expected.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 450, 10_000 + 450));
    }

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
