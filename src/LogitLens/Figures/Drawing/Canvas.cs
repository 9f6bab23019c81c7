using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace LogitLens.Figures;

/// <summary>A growing list of SVG shapes, and of the boxes that its texts cover.</summary>
internal sealed class Canvas
{
    // Fonts that print well and are found nearly everywhere; none is wider than the last named one, which TextMeasure has the widths of.
    private const string FontFamily = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private readonly List<XElement> _elements = [];
    private readonly List<PlacedText> _texts = [];

    public IReadOnlyList<PlacedText> Texts => _texts;

    /// <summary>A filled rectangle; the tooltip is what a browser shows under the pointer.</summary>
    public void Rectangle(Box box, Rgb? fill, Stroke? stroke = null, double opacity = 1, string? tooltip = null)
    {
        XElement element = Shape("rect", fill, stroke, opacity, tooltip);
        element.Add(
            At("x", box.Left),
            At("y", box.Top),
            At("width", Math.Max(0, box.Width)),
            At("height", Math.Max(0, box.Height)));
        if (stroke is null)
        {
            // Neighbouring cells must not show a seam.
            element.Add(new XAttribute("shape-rendering", "crispEdges"));
        }

        _elements.Add(element);
    }

    public void Line(double x1, double y1, double x2, double y2, Stroke stroke)
    {
        XElement element = Shape("line", null, stroke, 1, null);
        element.Add(At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));
        _elements.Add(element);
    }

    public void Polyline(IEnumerable<(double X, double Y)> points, Stroke stroke)
    {
        XElement element = Shape("polyline", null, stroke, 1, null);
        element.Add(new XAttribute("points", Points(points)), new XAttribute("stroke-linejoin", "round"));
        _elements.Add(element);
    }

    public void Polygon(
        IEnumerable<(double X, double Y)> points, Rgb fill, double opacity = 1, Stroke? stroke = null, string? tooltip = null)
    {
        XElement element = Shape("polygon", fill, stroke, opacity, tooltip);
        element.Add(new XAttribute("points", Points(points)));
        _elements.Add(element);
    }

    public void Circle(double x, double y, double radius, Rgb fill, Stroke? stroke = null, double opacity = 1, string? tooltip = null)
    {
        XElement element = Shape("circle", fill, stroke, opacity, tooltip);
        element.Add(At("cx", x), At("cy", y), At("r", radius));
        _elements.Add(element);
    }

    /// <summary>Equal cells that fill a box, a path for each colour: a tenth of the size of a rectangle for each cell.</summary>
    /// <param name="rows">Rows of cells.</param>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="colourOf">The colour at a row and a column; null for what is left as it is.</param>
    public void Cells(Box box, int rows, int columns, Func<int, int, Rgb?> colourOf)
    {
        Dictionary<Rgb, StringBuilder> paths = [];
        for (int row = 0; row < rows; row++)
        {
            Rgb?[] colours = [.. Enumerable.Range(0, columns).Select(column => colourOf(row, column))];
            for (int first = 0, next; first < columns; first = next)
            {
                for (next = first + 1; next < columns && colours[next] == colours[first];)
                {
                    next++;
                }

                if (colours[first] is { } colour)
                {
                    // A line through the middle of the cells, as thick as one.
                    (CollectionsMarshal.GetValueRefOrAddDefault(paths, colour, out _) ??= new StringBuilder())
                        .Append(CultureInfo.InvariantCulture, $"M{first} {row}.5h{next - first}");
                }
            }
        }

        _elements.Add(new XElement(
            s_svg + "g",
            new XAttribute(
                "transform",
                $"translate({SvgNumber.Format(box.Left)} {SvgNumber.Format(box.Top)}) scale({Scale(box.Width / columns)} {Scale(box.Height / rows)})"),
            new XAttribute("shape-rendering", "crispEdges"),
            paths.Select(path => new XElement(s_svg + "path", new XAttribute("stroke", path.Key.ToHex()), new XAttribute("d", path.Value.ToString())))));

        // Two decimals would be half a cell off at a map's far end.
        static string Scale(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
    }

    /// <summary>A path in SVG's own notation, for what the other shapes cannot draw.</summary>
    public void Path(string data, Rgb? fill, Stroke? stroke = null, string? tooltip = null)
    {
        XElement element = Shape("path", fill, stroke, 1, tooltip);
        element.Add(new XAttribute("d", data));
        _elements.Add(element);
    }

    /// <summary>One line of text, its middle at height <paramref name="y"/>.</summary>
    public void Text(string text, double x, double y, TextStyle style, Anchor anchor = Anchor.Start) =>
        Place(text, x, y, style, anchor, upwards: false);

    /// <summary>A line of text that reads upwards, its middle at <paramref name="x"/>; anchored at its end, it hangs down.</summary>
    public void TextUpwards(string text, double x, double y, TextStyle style, Anchor anchor = Anchor.Middle) =>
        Place(text, x, y, style, anchor, upwards: true);

    /// <summary>Closes the drawing.</summary>
    public SvgDocument Finish(double width, double height, string title, string description)
    {
        string cleanTitle = DrawableText.Label(title);
        string cleanDescription = DrawableText.Label(description);
        XElement root = new(
            s_svg + "svg",
            At("width", width),
            At("height", height),
            new XAttribute("viewBox", $"0 0 {SvgNumber.Format(width)} {SvgNumber.Format(height)}"),
            new XAttribute("font-family", FontFamily),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", cleanTitle),
            new XElement(s_svg + "title", cleanTitle),
            new XElement(s_svg + "desc", cleanDescription),
            new XElement(s_svg + "rect", At("width", width), At("height", height), new XAttribute("fill", "#FFFFFF")),
            _elements);
        return new SvgDocument(root, width, height, cleanTitle, cleanDescription, _texts);
    }

    private void Place(string text, double x, double y, TextStyle style, Anchor anchor, bool upwards)
    {
        string clean = DrawableText.Label(text);
        if (clean.Length == 0)
        {
            return;
        }

        // A capital letter is about 0.73 em high, so its middle is 0.36 em above the baseline.
        double drop = 0.36 * style.Size;
        XElement element = new(
            s_svg + "text",
            At("x", upwards ? x + drop : x),
            At("y", upwards ? y : y + drop),
            At("font-size", style.Size),
            new XAttribute("fill", style.Colour.ToHex()));
        if (anchor != Anchor.Start)
        {
            element.Add(new XAttribute("text-anchor", anchor == Anchor.Middle ? "middle" : "end"));
        }

        if (style.Bold)
        {
            element.Add(new XAttribute("font-weight", "bold"));
        }

        if (style.Rim is { } rim)
        {
            element.Add(
                new XAttribute("stroke", rim.ToHex()), At("stroke-width", 3), new XAttribute("stroke-linejoin", "round"),
                new XAttribute("paint-order", "stroke"));
        }

        if (upwards)
        {
            element.Add(new XAttribute("transform", $"rotate(-90 {SvgNumber.Format(x + drop)} {SvgNumber.Format(y)})"));
        }

        element.Add(clean);
        _elements.Add(element);
        _texts.Add(new PlacedText(clean, Bounds(TextMeasure.Width(clean, style), x, y, style, anchor, upwards)));
    }

    private static Box Bounds(double length, double x, double y, TextStyle style, Anchor anchor, bool upwards)
    {
        double before = anchor switch { Anchor.Start => 0, Anchor.Middle => length / 2, _ => length };
        return upwards
            ? new Box(x - (style.Height / 2), y - (length - before), style.Height, length)
            : new Box(x - before, y - (style.Height / 2), length, style.Height);
    }

    private static XElement Shape(string name, Rgb? fill, Stroke? stroke, double opacity, string? tooltip)
    {
        XElement element = new(s_svg + name, new XAttribute("fill", fill?.ToHex() ?? "none"));
        if (stroke is { } line)
        {
            element.Add(new XAttribute("stroke", line.Colour.ToHex()), At("stroke-width", line.Width));
            if (line.Dash is not null)
            {
                element.Add(new XAttribute("stroke-dasharray", line.Dash));
            }
        }

        if (opacity < 1)
        {
            element.Add(At("opacity", opacity));
        }

        if (tooltip is not null)
        {
            element.Add(new XElement(s_svg + "title", DrawableText.Label(tooltip)));
        }

        return element;
    }

    private static XAttribute At(string name, double value) => new(name, SvgNumber.Format(value));

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => $"{SvgNumber.Format(point.X)},{SvgNumber.Format(point.Y)}"));
}

/// <summary>An upright rectangle; y grows downwards.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double CentreX => Left + (Width / 2);

    public double CentreY => Top + (Height / 2);

    /// <summary>Whether the two share area; boxes that only touch do not.</summary>
    public bool Overlaps(Box other)
    {
        const double Touch = 0.01;
        return Left < other.Right - Touch && other.Left < Right - Touch && Top < other.Bottom - Touch && other.Top < Bottom - Touch;
    }
}

/// <summary>A text as it stands in a drawing.</summary>
internal sealed record PlacedText(string Text, Box Bounds);
