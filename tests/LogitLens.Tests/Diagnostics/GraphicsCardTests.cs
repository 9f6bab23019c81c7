using LogitLens.Diagnostics;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Diagnostics;

public sealed class GraphicsCardTests
{
    [Fact]
    public void Cards_are_read_from_what_the_driver_prints()
    {
        IReadOnlyList<GraphicsCard> cards = GraphicsCard.Parse(
            "NVIDIA H100 80GB HBM3, 79000 MiB, 81559 MiB, 550.54.15\nTesla T4, 15000 MiB, 15360 MiB, 550.54.15\n");

        Assert.Equal(
            [
                new GraphicsCard("NVIDIA H100 80GB HBM3", "79000 MiB free of 81559 MiB", "550.54.15"),
                new GraphicsCard("Tesla T4", "15000 MiB free of 15360 MiB", "550.54.15"),
            ],
            cards);
    }

    [Fact]
    public void A_driver_that_says_something_else_has_no_cards() => Assert.Empty(GraphicsCard.Parse("No devices were found"));

    [Fact(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    public void Whether_there_are_none_or_the_driver_fails_are_two_things()
    {
        (IReadOnlyList<GraphicsCard> none, string? nothing) = GraphicsCard.Find("/no-such-program");
        (IReadOnlyList<GraphicsCard> unknown, string? problem) = GraphicsCard.Find("false");

        Assert.Empty(none);
        Assert.Null(nothing);
        Assert.Empty(unknown);
        Assert.Equal("ended with exit code 1", problem);
    }
}
