using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Layers;

public class SettledLayerTests
{
    [Theory]
    [InlineData(0, new[] { 4, 4, 4 })]
    [InlineData(2, new[] { 1, 2, 4 })]
    [InlineData(2, new[] { 4, 1, 4, 4 })]
    [InlineData(0, new[] { 7 })]
    public void Is_the_first_layer_from_which_the_prediction_stays(int expected, int[] predictions) =>
        Assert.Equal(expected, SettledLayer.Of(predictions));

    [Fact]
    public void Summary_counts_examples_by_layer()
    {
        SettledLayer summary = SettledLayer.Of([[4, 4, 4], [1, 2, 4], [1, 1, 3], [1, 5, 5]]);
        Assert.Equal([1, 1, 2], summary.Counts);
        Assert.Equal(1.25, summary.Mean.Value);
        Assert.Equal(1.5, summary.Median);
        Assert.True(summary.Mean.Interval!.Value.Contains(1.25));
    }

    [Fact]
    public void Nothing_settles_nowhere()
    {
        Assert.Null(SettledLayer.Of(ReadOnlySpan<int>.Empty));
        Assert.Null(SettledLayer.Of(Array.Empty<int[]>()).Median);
        Assert.Null(SettledLayer.Of(Array.Empty<int[]>()).Mean.Value);
    }

    [Fact]
    public void Examples_without_layers_or_of_different_depth_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SettledLayer.Of([[1, 2], [1]]));
        Assert.Throws<ArgumentException>(() => SettledLayer.Of(new int[][] { [] }));
    }
}
