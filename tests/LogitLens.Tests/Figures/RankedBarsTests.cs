using LogitLens.Figures;
using LogitLens.Statistics;

namespace LogitLens.Tests.Figures;

public sealed class RankedBarsTests
{
    private static readonly RankedBars s_heads = new()
    {
        Heading = new("Heads", "n = 10"),
        Entries =
        [
            new("L0.H0", new Estimate(0.1, null, 10)), new("L0.H1", new Estimate(-0.9, new Interval(-1, -0.8, 0.95), 10)),
            new("L0.H2", new Estimate(null, null, 0)), new("L0.H3", new Estimate(0.5, null, 10)),
        ],
        EntryTitle = "head",
        ValueTitle = "effect",
        Top = 2,
    };

    [Fact]
    public void The_furthest_from_zero_come_first()
    {
        SvgDocument drawn = s_heads.Draw();

        Assert.True(Top("L0.H1") < Top("L0.H3"));
        Assert.DoesNotContain(drawn.Texts, text => text.Text is "L0.H0" or "L0.H2");

        double Top(string label) => Assert.Single(drawn.Texts, text => text.Text == label).Bounds.Top;
    }

    [Fact]
    public void The_subtitle_says_how_many_of_how_many_are_shown() => Assert.Contains("n = 10; 2 of 4 shown", new DrawnSvg(s_heads.Draw()).Texts);

    [Fact]
    public void Values_stand_beside_the_bars_with_their_intervals() =>
        Assert.Contains("−0.900 [−1.000, −0.800]", new DrawnSvg(s_heads.Draw()).Texts);
}
