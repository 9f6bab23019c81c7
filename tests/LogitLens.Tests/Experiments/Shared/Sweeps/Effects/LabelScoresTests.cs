using LogitLens.Experiments.Sweeps;

namespace LogitLens.Tests.Experiments.Sweeps.Effects;

public sealed class LabelScoresTests
{
    [Fact]
    public void The_difference_is_to_the_greatest_other_label()
    {
        Assert.Equal(-1.5, LabelScores.Difference([1f, 2.5f, 2f], right: 0), 6);
        Assert.Equal(0.5, LabelScores.Difference([1f, 2.5f, 2f], right: 1), 6);
    }

    [Fact]
    public void The_first_label_wins_a_tie()
    {
        Assert.True(LabelScores.IsRight([1f, 1f], right: 0));
        Assert.False(LabelScores.IsRight([1f, 1f], right: 1));
    }
}
