using LogitLens.Figures.Colours;

namespace LogitLens.Figures.Drawing;

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
