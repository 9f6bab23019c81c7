using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

public sealed class ConfusionGridTests
{
    private static readonly ConfusionGrid s_grid = new()
    {
        Heading = new("Confusion"),
        TrueLabels = ["no", "yes"],
        PredictedLabels = ["no", "yes", "other"],
        Counts = [[30, 9, 1], [0, 0, 0]],
    };

    [Fact]
    public void Cells_have_counts_and_shares_of_their_row()
    {
        string[] texts = [.. new DrawnSvg(s_grid.Draw()).Texts];

        Assert.Contains("30", texts);
        Assert.Contains("75.0%", texts);
        Assert.Contains("22.5%", texts);
    }

    [Fact]
    public void A_class_without_examples_has_no_shares()
    {
        DrawnSvg drawn = new(s_grid.Draw());

        Assert.Contains(drawn.Texts, text => text.EndsWith("(n = 0)", StringComparison.Ordinal));
        Assert.Contains("no value", drawn.Texts);
    }
}
