using System.Xml;
using System.Xml.Linq;

namespace LogitLens.Reports;

/// <summary>
/// A run's figure within a page. A run may come from anywhere, so only what draws is taken over: no scripts, no links, no styles from elsewhere.
/// </summary>
internal static class ReportFigure
{
    private static readonly HashSet<string> s_elements =
        ["svg", "g", "rect", "path", "line", "polyline", "polygon", "circle", "ellipse", "text", "tspan", "title", "desc", "defs", "pattern", "clipPath"];

    private static readonly HashSet<string> s_attributes =
    [
        "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points", "transform", "fill", "stroke",
        "stroke-width", "stroke-dasharray",
        "stroke-linejoin", "stroke-linecap", "opacity", "fill-opacity", "stroke-opacity", "font-family", "font-size", "font-weight", "font-style",
        "text-anchor", "dominant-baseline", "role",
        "aria-label", "aria-labelledby", "aria-describedby", "patternUnits", "patternTransform", "clip-path", "paint-order", "id", "space", "dy", "dx",
        "shape-rendering",
    ];

    /// <summary>The figure as part of a page; an explanation where the file is no figure.</summary>
    /// <param name="path">The SVG file.</param>
    /// <param name="prefix">What its ids begin with, so that figures of one page do not share any.</param>
    public static string Of(string path, string prefix)
    {
        XElement root;
        try
        {
            using XmlReader reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            return Html.Element("p", $"{Path.GetFileName(path)} cannot be drawn: {e.Message}", "class=\"note\"");
        }

        foreach (XElement element in root.DescendantsAndSelf().Reverse().ToArray())
        {
            if (!s_elements.Contains(element.Name.LocalName))
            {
                element.Remove();
                continue;
            }

            element.Attributes().Where(attribute => !IsKept(attribute)).Remove();
            foreach (XAttribute attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            {
                attribute.Value = attribute.Name.LocalName switch
                {
                    "id" => prefix + attribute.Value,
                    "aria-labelledby" or "aria-describedby" => string.Join(' ', attribute.Value.Split(' ').Select(id => prefix + id)),
                    _ => attribute.Value.Replace("url(#", $"url(#{prefix}", StringComparison.Ordinal),
                };
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static bool IsKept(XAttribute attribute) => attribute.IsNamespaceDeclaration
        || (
            s_attributes.Contains(attribute.Name.LocalName)
                && (!attribute.Value.Contains("url(", StringComparison.Ordinal) || attribute.Value.StartsWith("url(#", StringComparison.Ordinal)));
}
