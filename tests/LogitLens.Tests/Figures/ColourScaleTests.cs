using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

public sealed class ColourScaleTests
{
    [Fact]
    public void A_diverging_scale_is_white_at_zero_and_symmetric_about_it()
    {
        ColourScale scale = ColourScale.DivergingOf([-3, 0.5]);

        Assert.Equal(Rgb.White, scale.At(0));
        Assert.Equal(-scale.Minimum, scale.Maximum);
        Assert.True(scale.Maximum >= 3);
    }

    [Fact]
    public void Values_beyond_the_ends_have_the_ends_colours()
    {
        ColourScale scale = ColourScale.Sequential(0, 1);

        Assert.Equal(scale.At(0), scale.At(-5));
        Assert.Equal(scale.At(1), scale.At(7));
        Assert.NotEqual(scale.At(0), scale.At(1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_has_the_colour_of_missing(double value) =>
        Assert.Equal(Palette.Missing, ColourScale.Sequential(0, 1).At(value));

    [Fact]
    public void A_logarithmic_scale_gives_each_decade_the_same_share()
    {
        ColourScale scale = ColourScale.Logarithmic(1, 10000);

        Assert.Equal(0.25, scale.Place(10), 12);
        Assert.Equal(0.5, scale.Place(100), 12);
    }

    [Fact]
    public void Reversing_swaps_the_ends()
    {
        ColourScale scale = ColourScale.Sequential(2, 4);

        Assert.Equal(scale.At(2), scale.Reversed().At(4));
        Assert.Equal(scale.At(4), scale.Reversed().At(2));
    }

    [Fact]
    public void An_empty_interval_is_an_error() => Assert.Throws<ArgumentException>(() => ColourScale.Sequential(1, 1));
}
