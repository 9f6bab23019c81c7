using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Layers;

public class OverthinkingTests
{
    [Theory]
    [InlineData(true, false, true, false)] // had it, lost it
    [InlineData(true, true, true, false)]
    [InlineData(false, false, false, false)] // never had it
    [InlineData(false, true, false, true)] // lost it, found it again
    [InlineData(false, false, false, true)]
    public void It_is_being_right_at_an_earlier_layer_and_wrong_at_the_last(bool expected, params bool[] right) =>
        Assert.Equal(expected, Overthinking.IsOverthought(right));

    [Fact]
    public void One_layer_leaves_no_earlier_one() => Assert.False(Overthinking.IsOverthought([false]));
}
