using LogitLens.Experiments.Attribution;

namespace LogitLens.Tests.Experiments.Attribution;

public sealed class MarkedTokensTests
{
    private static readonly string[] s_tokens = [" the", " new", " al", "bum", " was", " best", "!"];

    [Fact]
    public void A_token_is_marked_that_has_a_letter_of_the_stretch()
    {
        Assert.Equal([false, true, true, true, false, false, false], MarkedTokens.Of(s_tokens, "new album")!);
        Assert.Equal([false, false, false, true, false, false, false], MarkedTokens.Of(s_tokens, "bum ")!);
        Assert.Equal([false, false, false, false, false, true, true], MarkedTokens.Of(s_tokens, "best!")!);
    }

    [Fact]
    public void A_stretch_that_the_text_does_not_have_marks_nothing()
    {
        Assert.Null(MarkedTokens.Of(s_tokens, "worst"));
        Assert.Null(MarkedTokens.Of(s_tokens, " "));
    }

    [Fact]
    public void A_method_that_ranks_the_marks_first_finds_all_and_one_that_ranks_them_last_less_than_chance()
    {
        bool[] marks = [true, false, false, false];
        Plausibility best = MarkedTokens.Plausibility(AttributionMethod.LeaveOneOut, [([4, 3, 2, 1], marks), ([9, 0, 0.5, 1], marks)]);
        Plausibility worst = MarkedTokens.Plausibility(AttributionMethod.LeaveOneOut, [([1, 2, 3, 4], marks), ([0, 3, 2, 1], marks)]);

        Assert.Equal((1.0, 1.0), (best.AveragePrecision.Value, best.First.Value));
        Assert.Equal((0.25, 0.0), (worst.AveragePrecision.Value, worst.First.Value));
        Assert.Equal((1 + (1.0 / 2) + (1.0 / 3) + (1.0 / 4)) / 4, best.Chance, 12);
        Assert.Equal(0.25, best.ChanceFirst);
        Assert.True(worst.OverChance.Value < 0);
    }
}
