using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Colours;

public sealed class ColourMapTests
{
    [Fact]
    public void Ends_are_the_control_points()
    {
        Assert.Equal("#2C1450", ColourMap.Dusk.At(0).ToHex());
        Assert.Equal("#F7E64B", ColourMap.Dusk.At(1).ToHex());
    }

    [Fact]
    public void The_diverging_map_is_white_in_the_middle() => Assert.Equal("#FFFFFF", ColourMap.BlueWhiteOrange.At(0.5).ToHex());

    [Fact]
    public void The_sequential_maps_change_lightness_all_the_way()
    {
        double[] dusk = [.. Enumerable.Range(0, 101).Select(i => ColourMap.Dusk.At(i / 100.0).Luminance)];
        double[] blues = [.. Enumerable.Range(0, 101).Select(i => ColourMap.Blues.At(i / 100.0).Luminance)];

        Assert.All(dusk.Zip(dusk.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Assert.All(blues.Zip(blues.Skip(1)), pair => Assert.True(pair.First > pair.Second));
    }

    [Fact]
    public void Text_on_any_colour_of_any_map_can_be_read()
    {
        foreach (ColourMap map in new[] { ColourMap.Dusk, ColourMap.Blues, ColourMap.BlueWhiteOrange })
        {
            Assert.All(Enumerable.Range(0, 201), i =>
            {
                Rgb background = map.At(i / 200.0);
                Assert.True(Contrast(background, background.TextColour()) >= 3.6);
            });
        }
    }

    private static double Contrast(Rgb a, Rgb b) => (Math.Max(a.Luminance, b.Luminance) + 0.05) / (Math.Min(a.Luminance, b.Luminance) + 0.05);
}
