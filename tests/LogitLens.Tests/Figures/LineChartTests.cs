using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

public sealed class LineChartTests
{
    private static readonly LineChart s_chart = new()
    {
        Heading = new("Accuracy by layer"),
        XTitle = "layer",
        YTitle = "accuracy",
        YFormat = ValueFormat.Proportion,
        Series = [new("zero-shot", [0, 1, 2, 3], [0.5, 0.6, double.NaN, 0.9])],
    };

    [Fact]
    public void A_missing_value_leaves_a_gap()
    {
        DrawnSvg drawn = new(s_chart.Draw());

        Assert.Equal(2, Assert.Single(drawn.Elements("polyline")).Attribute("points")!.Value.Split(' ').Length);
    }

    [Fact]
    public void Reference_lines_are_named_in_the_legend() =>
        Assert.Contains("majority (0.509)", new DrawnSvg((s_chart with { References = [new("majority (0.509)", 0.509)] }).Draw()).Texts);

    [Fact]
    public void Proportions_have_an_axis_from_zero_to_one()
    {
        string[] texts = [.. new DrawnSvg(s_chart.Draw()).Texts];

        Assert.Contains("0.0", texts);
        Assert.Contains("1.0", texts);
    }

    [Fact]
    public void Steps_can_be_named() =>
        Assert.Contains("zero-shot!", new DrawnSvg((s_chart with { XTicks = [new(0, "zero-shot!"), new(3, "3")] }).Draw()).Texts);

    [Fact]
    public void A_series_with_lists_of_different_lengths_is_an_error()
    {
        LineChart wrong = s_chart with { Series = [new("short", [0, 1], [0.5])] };

        Assert.Contains("series short", Assert.Throws<ArgumentException>(wrong.Draw).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Panels_stand_below_one_another_and_the_series_of_all_is_in_each()
    {
        LineChart chart = s_chart with
        {
            Series =
            [
                new("none", [0, 1], [0.1, 0.2]), new("right", [0, 1], [0.3, 0.4]) { Panel = "one shot" },
                new("right", [0, 1], [0.5, 0.6]) { Panel = "two shots" },
            ],
        };
        SvgDocument drawn = chart.Draw();

        Assert.Equal(4, new DrawnSvg(drawn).Elements("polyline").Count());
        Assert.True(Top("one shot") < Top("two shots"));
        Assert.Equal(1, drawn.Texts.Count(text => text.Text == "right"));

        double Top(string panel) => Assert.Single(drawn.Texts, text => text.Text == panel).Bounds.Top;
    }

    [Fact]
    public void A_series_has_the_colour_and_the_dashes_that_are_asked_for()
    {
        LineChart chart = s_chart with { Series = [new("a", [0, 1], [0.1, 0.2]) { Style = new SeriesStyle(1, LineDash.Dotted) }] };

        Assert.Equal(("#D55E00", "2 3"), Line(chart));

        static (string, string) Line(LineChart chart) =>
            Assert.Single(
                new DrawnSvg(chart.Draw()).Elements("polyline").Select(line => (line.Attribute("stroke")!.Value, line.Attribute("stroke-dasharray")!.Value)));
    }
}
