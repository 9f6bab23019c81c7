using System.Xml.Linq;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Figures;

/// <summary>What holds of every figure, whatever it is given.</summary>
public sealed class GalleryTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_is_well_formed_with_a_title_and_a_description(string name)
    {
        XElement root = XDocument.Parse(Gallery.All[name]().ToXml()).Root!;

        Assert.Equal(s_svg + "svg", root.Name);
        Assert.False(string.IsNullOrWhiteSpace(root.Element(s_svg + "title")!.Value));
        Assert.False(string.IsNullOrWhiteSpace(root.Element(s_svg + "desc")!.Value));
        Assert.Equal("#FFFFFF", root.Element(s_svg + "rect")!.Attribute("fill")!.Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_overlaps_another(string name) => Assert.Empty(Overlaps.In(Gallery.All[name]()));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_leaves_the_figure(string name) => Assert.Empty(Overlaps.Outside(Gallery.All[name]()));

    [Theory]
    [InlineData("lines-accuracy-by-layer")]
    [InlineData("heatmap-4x6-effects")]
    [InlineData("lens-one-token")]
    [InlineData("bars-standing")]
    [InlineData("ranked-muted")]
    [InlineData("pie-failures")]
    [InlineData("confusion-6")]
    [InlineData("roc")]
    [InlineData("reliability")]
    [InlineData("panels-2-classes")]
    [InlineData("scatter-screen")]
    [InlineData("strip-effects")]
    public void A_figure_of_each_kind_is_as_it_was_approved(string name) => Approved.Matches(Gallery.All[name]().ToXml(), name, "svg");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_data_gives_the_same_text(string name) =>
        Assert.Equal(Gallery.All[name]().ToXml(), Gallery.All[name]().ToXml());

    [Theory]
    [InlineData("lines-no-points")]
    [InlineData("heatmap-empty")]
    [InlineData("lens-empty")]
    [InlineData("bars-empty")]
    [InlineData("ranked-none")]
    [InlineData("pie-empty")]
    [InlineData("confusion-empty")]
    [InlineData("roc-empty")]
    [InlineData("reliability-empty")]
    [InlineData("panels-empty")]
    [InlineData("scatter-none")]
    [InlineData("strip-empty")]
    public void A_figure_without_data_says_so(string name) =>
        Assert.Contains(Gallery.All[name]().Texts, text => text.Text.StartsWith("No", StringComparison.Ordinal) && text.Text.EndsWith('.'));
}
