using System.Xml.Linq;
using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

/// <summary>A figure read back from its XML.</summary>
internal sealed class DrawnSvg(SvgDocument figure)
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private readonly XElement _root = XDocument.Parse(figure.ToXml()).Root!;

    /// <summary>The texts in drawing order.</summary>
    public IEnumerable<string> Texts => Elements("text").Select(text => text.Value);

    /// <summary>Shapes of one kind.</summary>
    public IEnumerable<XElement> Elements(string name) => _root.Descendants(s_svg + name);

    /// <summary>The fill of the one shape with a tooltip.</summary>
    public string FillOf(string tooltip) =>
        Assert.Single(_root.Descendants(s_svg + "title"), title => title.Value == tooltip).Parent!.Attribute("fill")!.Value;
}
