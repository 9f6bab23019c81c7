using LogitLens.Experiments.Steering;

namespace LogitLens.Tests.Experiments.Steering;

public sealed class LayerWindowTests
{
    [Theory]
    [InlineData("3", 3, 3)]
    [InlineData("7-11", 7, 11)]
    [InlineData("0-0", 0, 0)]
    public void A_layer_or_a_range_is_read_and_written(string text, int first, int last)
    {
        Assert.True(LayerWindow.TryParse(text, out LayerWindow window));
        Assert.Equal(new LayerWindow(first, last), window);
        Assert.Equal(first == last ? $"{first}" : text, window.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("5-3")]
    [InlineData("1-2-3")]
    [InlineData("a")]
    public void Anything_else_is_not(string text) => Assert.False(LayerWindow.TryParse(text, out _));
}
