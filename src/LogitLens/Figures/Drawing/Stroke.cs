using LogitLens.Figures.Colours;

namespace LogitLens.Figures.Drawing;

/// <summary>How a line is drawn; <paramref name="Dash"/> is an SVG dash array or null for a solid line.</summary>
internal readonly record struct Stroke(Rgb Colour, double Width = 1, string? Dash = null)
{
    public static Stroke Axis { get; } = new(Palette.Ink, 1);

    public static Stroke Grid { get; } = new(Palette.GridLine, 1);

    /// <summary>Dash patterns that stay apart in black-and-white print, solid first.</summary>
    public static IReadOnlyList<string?> Dashes { get; } = [null, "6 4", "2 3", "9 3 2 3"];

    /// <summary>Dash patterns of reference lines, none of them solid.</summary>
    public static string ReferenceDash(int index) => (index % 3) switch { 0 => "5 4", 1 => "1.5 3", _ => "9 3 1.5 3" };
}
