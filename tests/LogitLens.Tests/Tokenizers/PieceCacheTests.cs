using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class PieceCacheTests
{
    [Fact]
    public void Finds_what_was_kept_last_and_nothing_else()
    {
        PieceCache cache = new();
        cache.Keep(" the", [262]);

        Assert.Equal([262], cache.Find(" the") ?? []);
        Assert.Null(cache.Find("the"));
        Assert.Null(cache.Find(" them"));
    }

    [Fact]
    public void Never_gives_one_piece_the_tokens_of_another_when_slots_are_fought_over()
    {
        PieceCache cache = new();
        int kept = 0;
        for (int i = 0; i < 200_000; i++)
        {
            cache.Keep(i.ToString(), [i]);
        }

        for (int i = 0; i < 200_000; i++)
        {
            int[]? found = cache.Find(i.ToString());
            kept += found is null ? 0 : 1;
            Assert.True(found is null || found[0] == i);
        }

        Assert.InRange(kept, 20_000, 1 << 15);
    }
}
