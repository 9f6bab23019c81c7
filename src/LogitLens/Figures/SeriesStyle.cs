namespace LogitLens.Figures;

/// <summary>How a line is broken.</summary>
public enum LineDash
{
    /// <summary>Not at all.</summary>
    Solid,

    /// <summary>Into dashes.</summary>
    Dashed,

    /// <summary>Into dots.</summary>
    Dotted,

    /// <summary>Into dashes and dots in turn.</summary>
    DashDotted,
}

/// <summary>What sets a series apart in every figure that it stands in.</summary>
/// <param name="Colour">Its place in the palette; places beyond its end come round again.</param>
/// <param name="Dash">How its line is broken.</param>
/// <param name="Pale">How far its colour is mixed with white, 0 to 1, for variants of one kind.</param>
public readonly record struct SeriesStyle(int Colour, LineDash Dash = LineDash.Solid, double Pale = 0)
{
    /// <summary>The style of the nth series, where nothing else is asked for.</summary>
    internal static SeriesStyle Of(int index) => new(index, (LineDash)(index / Palette.CategoryCount * 2 % Stroke.Dashes.Count));

    /// <summary>The colour to draw with.</summary>
    internal Rgb Ink => Palette.Category(Colour).Mix(Rgb.White, Pale);

    /// <summary>The line to draw with.</summary>
    internal Stroke Line => new(Ink, 2, Stroke.Dashes[(int)Dash % Stroke.Dashes.Count]);
}
