using System.Xml;
using System.Xml.Linq;

namespace LogitLens.Figures;

/// <summary>A finished drawing: a self-contained SVG 1.1 image on a white background, with a title and an alternative text.</summary>
public sealed class SvgDocument
{
    private readonly XElement _root;

    internal SvgDocument(XElement root, double width, double height, string title, string description, IReadOnlyList<PlacedText> texts)
    {
        _root = root;
        Width = width;
        Height = height;
        Title = title;
        Description = description;
        Texts = texts;
    }

    /// <summary>Width in user units (CSS pixels).</summary>
    public double Width { get; }

    /// <summary>Height in user units (CSS pixels).</summary>
    public double Height { get; }

    /// <summary>The image's title, also its <c>&lt;title&gt;</c>.</summary>
    public string Title { get; }

    /// <summary>The alternative text, also its <c>&lt;desc&gt;</c>.</summary>
    public string Description { get; }

    /// <summary>Each text with the box it is reckoned to cover, for checks that none overlap.</summary>
    internal IReadOnlyList<PlacedText> Texts { get; }

    /// <summary>The document as UTF-8 XML with line feeds; the same figure always gives the same text.</summary>
    public string ToXml()
    {
        using MemoryStream bytes = new();
        Write(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Writes the document to a stream as UTF-8 without a byte-order mark.</summary>
    public void Write(Stream stream)
    {
        XmlWriterSettings settings = new()
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
        };
        using XmlWriter writer = XmlWriter.Create(stream, settings);
        _root.Save(writer);
    }

    /// <summary>Writes the document to a file, which appears whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, Write);
}
