using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

public sealed class HeatmapTests
{
    private static readonly Heatmap s_twoByTwo = new()
    {
        Heading = new("Effects", "n = 4"),
        Values = [[1.0, -1.0], [0.0, double.NaN]],
        Axes = new MapAxes("layer", ["0", "1"], "head", ["a", "b"]),
        ValueTitle = "effect",
        Scale = ColourScale.Diverging(1),
    };

    [Fact]
    public void Cells_have_the_colours_of_the_scale()
    {
        DrawnSvg drawn = new(s_twoByTwo.Draw());

        Assert.Equal("#A6330B", drawn.FillOf("layer 0, head a: 1.00"));
        Assert.Equal("#12437F", drawn.FillOf("layer 0, head b: −1.00"));
        Assert.Equal("#FFFFFF", drawn.FillOf("layer 1, head a: 0"));
    }

    [Fact]
    public void A_cell_without_a_value_is_grey_and_the_key_says_so()
    {
        DrawnSvg drawn = new(s_twoByTwo.Draw());

        Assert.Equal("#C9C9C9", drawn.FillOf("layer 1, head b: –"));
        Assert.Contains("no value", drawn.Texts);
    }

    [Fact]
    public void A_muted_cell_is_paler_of_the_same_hue_and_hatched_and_the_key_says_why()
    {
        Heatmap muted = s_twoByTwo with { Muted = [[true, true], [false, false]], MutedTitle = "q ≥ 0.05" };
        DrawnSvg drawn = new(muted.Draw());
        Rgb positive = Rgb.Parse(drawn.FillOf("layer 0, head a: 1.00")), negative = Rgb.Parse(drawn.FillOf("layer 0, head b: −1.00"));

        Assert.True(positive.Luminance > Rgb.Parse("#A6330B").Luminance && positive.Red > positive.Blue + 30);
        Assert.True(negative.Luminance > Rgb.Parse("#12437F").Luminance && negative.Blue > negative.Red + 30);
        Assert.Equal(3, drawn.Elements("path").Count());
        Assert.Contains("q ≥ 0.05", drawn.Texts);
    }

    [Fact]
    public void Small_tables_have_their_values_in_the_cells_and_large_ones_have_not()
    {
        Assert.Contains("−1.00", new DrawnSvg(s_twoByTwo.Draw()).Texts);
        Assert.DoesNotContain("−1.00", new DrawnSvg((s_twoByTwo with { ShowValues = false }).Draw()).Texts);

        double[][] large = [.. Enumerable.Range(0, 20).Select(row => Enumerable.Range(0, 20).Select(column => row == column ? -1.0 : 0).ToArray())];
        string[] labels = [.. Enumerable.Range(0, 20).Select(i => $"x{i}")];
        Assert.DoesNotContain(
            "0",
            new DrawnSvg((s_twoByTwo with
            {
                Values = large,
                Axes = new("row", labels, "column", labels),
                Scale = ColourScale.Sequential(-3, -2),
            }).Draw()).Texts);
    }

    [Fact]
    public void A_long_title_of_the_values_is_wrapped_beside_a_low_map_and_not_cut() =>
        Assert.DoesNotContain(
            new DrawnSvg((s_twoByTwo with { ValueTitle = "change of the logit difference, edited less clean" }).Draw()).Texts, text => text.Contains('…'));

    [Fact]
    public void Few_columns_fill_the_page()
    {
        SvgDocument drawn = s_twoByTwo.Draw();

        Assert.Equal(
            96 * 2,
            new DrawnSvg(drawn).Elements("rect").Where(rect => rect.Attribute("fill")!.Value == "none").Max(rect =>
                double.Parse(rect.Attribute("width")!.Value)));
    }

    [Fact]
    public void The_first_row_can_be_at_the_bottom()
    {
        Assert.True(Height(s_twoByTwo, "0") < Height(s_twoByTwo, "1"));
        Heatmap upwards = s_twoByTwo with { Axes = s_twoByTwo.Axes with { FirstRowAtBottom = true } };
        Assert.True(Height(upwards, "0") > Height(upwards, "1"));

        static double Height(Heatmap map, string label) => map.Draw().Texts.Where(text => text.Text == label).MinBy(text => text.Bounds.Left)!.Bounds.Top;
    }

    [Fact]
    public void The_description_names_the_extremes() =>
        Assert.Contains("greatest 1.00 at layer 0, head a", s_twoByTwo.Draw().Description, StringComparison.Ordinal);

    [Fact]
    public void A_table_of_another_shape_than_its_labels_is_an_error()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => (s_twoByTwo with { Axes = s_twoByTwo.Axes with { Rows = ["0"] } }).Draw());

        Assert.Contains("2 rows of 2 cells", error.Message, StringComparison.Ordinal);
    }
}
