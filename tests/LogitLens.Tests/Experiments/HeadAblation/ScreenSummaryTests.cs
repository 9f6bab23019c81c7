using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.HeadAblation;

public sealed class ScreenSummaryTests
{
    private static readonly ModelConfig s_config = SmallModel.Config with { Layers = 1, Heads = 4 };

    private static readonly AblationSetup s_none = new([], null, null);

    // Heads 1 and 3 matter most.
    private static readonly LabelEffect[] s_measured = [.. new[] { 0.1, -3, 0.2, 2 }.Select((effect, head) => new LabelEffect
    {
        Item = SweepItem.OfHead(new HeadId(0, head)),
        Effect = new Estimate(effect, null, 2),
        Edited = new Estimate(effect, null, 2),
    })];

    [Fact]
    public void A_screen_is_judged_by_rank_and_by_the_heads_it_finds()
    {
        ScreenQuality[] screens = [.. ScreenSummary.Of([Record(0, -2, 1, 3), Record(0.4f, -4, 1, 1)], s_measured, s_none, s_config, top: 2)];

        Assert.Equal(["gradient", "direct attribution"], screens.Select(screen => screen.Screen));
        Assert.Equal([0.2, -3, 1, 2], screens[0].Estimates.Select(estimate => Math.Round(estimate, 6)));
        Assert.Equal((1.0, 2), (screens[0].Recall, screens[0].Top));

        // Measured ranks 2 1 3 4, and the estimates' are the same.
        Assert.Equal(1, screens[0].RankCorrelation!.Value, 12);
    }

    [Fact]
    public void What_a_head_writes_directly_is_gone_without_it()
    {
        ScreenQuality direct = ScreenSummary.Of([Record(0, 0, 0, 0)], s_measured, s_none, s_config, top: 1)[1];

        Assert.Equal([-1, -2, -3, -4], direct.Estimates);
        Assert.Equal(0, direct.Recall);
    }

    [Fact]
    public void The_screen_that_chose_the_heads_is_judged_by_what_was_measured_on_other_examples()
    {
        AblationSetup setup = new([], [9, 0, 1, 5], null);

        ScreenQuality screen = Assert.Single(ScreenSummary.Of([], s_measured, setup, s_config, top: 2));

        // Its top two are heads 0 and 3; one of them is of the measured top two.
        Assert.Equal(("gradient, on the examples that chose", 0.5), (screen.Screen, screen.Recall));
    }

    [Fact]
    public void Parts_of_the_logit_difference_are_averaged_over_examples()
    {
        LogitAttribution mean = ScreenSummary.MeanAttribution([Record(0, 0, 0, 0), Record(0, 0, 0, 0, embedding: 5)])!;

        Assert.Equal((3f, 2f), (mean.Embedding, mean.Mlps[0]));
        Assert.Equal([1f, 2, 3, 4], mean.Heads[0]);
        Assert.Null(ScreenSummary.MeanAttribution([]));
    }

    private static AblationRecord Record(float a, float b, float c, float d, float embedding = 1) => new()
    {
        Id = "x",
        Screens = new ScreenRecord([a, b, c, d], new LogitAttribution([[1, 2, 3, 4]], [2], [0], embedding, 0, 0, 13)),
    };
}
