using LogitLens.Figures;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Figures;

public sealed class SvgDocumentTests
{
    private static readonly SvgDocument s_figure = new PieChart { Heading = new("A & B < C"), Slices = [new("x", 1)] }.Draw();

    [Fact]
    public void A_saved_file_has_the_same_text_no_byte_order_mark_and_nothing_beside_it()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("figure.svg");

        s_figure.Save(path);

        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal((byte)'<', bytes[0]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal(s_figure.ToXml(), File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Markup_in_a_title_is_text() => Assert.Contains("A &amp; B &lt; C", s_figure.ToXml(), StringComparison.Ordinal);

    [Fact]
    public void A_description_of_the_callers_own_is_kept() =>
        Assert.Equal("Mine.", new PieChart { Heading = new("T", Description: "Mine."), Slices = [] }.Draw().Description);
}
