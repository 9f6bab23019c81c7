using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

public sealed class LensGridTests
{
    private static readonly LensGrid s_grid = new()
    {
        Heading = new("Logit lens"),
        InputTokens = ["The", " cat", "\n"],
        Targets = [new(" cat", Predicted: true), new("\n", Predicted: false), null],
        Cells = [[new(" dog", 0.1), new(" sat", 0.2), new("?", 0.3)], [new(" cat", 0.9), new(".", 0.8), new("!", 0.7)]],
        LayerLabels = ["0", "1"],
        ValueTitle = "probability",
        Format = ValueFormat.Proportion,
        FirstPosition = 5,
    };

    [Fact]
    public void Only_targets_that_the_model_predicts_are_starred()
    {
        string[] texts = [.. new DrawnSvg(s_grid.Draw()).Texts];

        Assert.Contains("∗·cat", texts);
        Assert.Contains("⏎", texts);
        Assert.DoesNotContain("∗⏎", texts);
    }

    [Fact]
    public void The_last_layer_is_on_top()
    {
        SvgDocument drawn = s_grid.Draw();

        Assert.True(Top("·sat") > Top("."));

        double Top(string token) => Assert.Single(drawn.Texts, text => text.Text == token).Bounds.Top;
    }

    [Fact]
    public void Long_prompts_go_on_in_further_panels()
    {
        SvgDocument one = s_grid.Draw();
        SvgDocument three = (s_grid with { ColumnsPerPanel = 1 }).Draw();

        Assert.Equal(1, one.Texts.Count(text => text.Text == "input"));
        Assert.Equal(3, three.Texts.Count(text => text.Text == "input"));
    }

    [Fact]
    public void Positions_count_from_the_first_that_is_shown() => Assert.Contains("7", new DrawnSvg(s_grid.Draw()).Texts);

    [Fact]
    public void Probabilities_are_coloured_from_zero_to_one()
    {
        string[] texts = [.. new DrawnSvg(s_grid.Draw()).Texts];

        Assert.Contains("0.0", texts);
        Assert.Contains("1.0", texts);
    }

    [Fact]
    public void The_star_is_explained_where_there_is_one()
    {
        const string Footnote = "∗ the model's own top token is the one that comes next";

        Assert.Contains(Footnote, new DrawnSvg(s_grid.Draw()).Texts);
        Assert.DoesNotContain(Footnote, new DrawnSvg((s_grid with { Targets = [null, new("\n", Predicted: false), null] }).Draw()).Texts);
    }
}
