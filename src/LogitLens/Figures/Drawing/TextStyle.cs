namespace LogitLens.Figures;

/// <summary>Size in pixels, colour and weight of a text, and the colour of a rim that keeps it clear of what it stands on.</summary>
internal readonly record struct TextStyle(double Size, Rgb Colour, bool Bold = false, Rgb? Rim = null)
{
    public static TextStyle Title { get; } = new(16, Palette.Ink, Bold: true);

    public static TextStyle Subtitle { get; } = new(12, Palette.SoftInk);

    public static TextStyle PanelTitle { get; } = new(12, Palette.Ink, Bold: true);

    public static TextStyle AxisTitle { get; } = new(12, Palette.Ink);

    public static TextStyle Label { get; } = new(11, Palette.Ink);

    public static TextStyle Small { get; } = new(9.5, Palette.Ink);

    /// <summary>Height of the box that holds accents above and descenders below.</summary>
    public double Height => 1.2 * Size;

    public TextStyle In(Rgb colour) => this with { Colour = colour };
}

/// <summary>Which end of a text stands at the given point.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>How a line is drawn; <paramref name="Dash"/> is an SVG dash array or null for a solid line.</summary>
internal readonly record struct Stroke(Rgb Colour, double Width = 1, string? Dash = null)
{
    public static Stroke Axis { get; } = new(Palette.Ink, 1);

    public static Stroke Grid { get; } = new(Palette.GridLine, 1);

    /// <summary>Dash patterns that stay apart in black-and-white print, solid first.</summary>
    public static IReadOnlyList<string?> Dashes { get; } = [null, "6 4", "2 3", "9 3 2 3"];

    /// <summary>The nth reference line of a plot: grey, and never solid.</summary>
    public static Stroke Reference(int index) =>
        new(Palette.Reference, 1.4, (index % 3) switch { 0 => "5 4", 1 => "1.5 3", _ => "9 3 1.5 3" });
}
