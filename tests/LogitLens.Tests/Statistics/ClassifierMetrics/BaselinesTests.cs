using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.ClassifierMetrics;

public class BaselinesTests
{
    [Fact]
    public void Worked_by_hand()
    {
        Baselines baselines = Baselines.Of(["a", "b", "c", "d"], [1, 1, 0, 1, 2]);
        Assert.Equal("b", baselines.MajorityLabel);
        Assert.Equal((3, 5), (baselines.Majority.Count, baselines.Majority.N));
        Assert.Equal(0.25, baselines.UniformRandom);
        Assert.Equal((9 + 1 + 1) / 25.0, baselines.ProportionalRandom!.Value, 1e-14);
    }

    [Fact]
    public void The_first_of_equally_frequent_classes_is_the_majority() =>
        Assert.Equal("a", Baselines.Of(["a", "b"], [1, 0, 1, 0]).MajorityLabel);

    [Fact]
    public void No_example_has_no_majority()
    {
        Baselines baselines = Baselines.Of(["a", "b"], []);
        Assert.Null(baselines.MajorityLabel);
        Assert.Null(baselines.Majority.Value);
        Assert.Null(baselines.ProportionalRandom);
        Assert.Equal(0.5, baselines.UniformRandom);
    }
}
