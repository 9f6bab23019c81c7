namespace LogitLens.Figures;

/// <summary>Colours from 0 to 1, given at evenly spaced control points and mixed between them in OKLab (Ottosson, 2020).</summary>
internal sealed class ColourMap
{
    private readonly (double L, double A, double B)[] _points;

    private ColourMap(params string[] controlPoints) => _points = [.. controlPoints.Select(hex => ToLab(Rgb.Parse(hex)))];

    /// <summary>Dark violet through teal to yellow: lightness rises all the way, so it reads in grey and to the colour-blind.</summary>
    public static ColourMap Dusk { get; } = new("#2C1450", "#3A4C87", "#27838B", "#5DB56B", "#F7E64B");

    /// <summary>White to dark blue, for grids of numbers.</summary>
    public static ColourMap Blues { get; } = new("#FFFFFF", "#C3DAEE", "#79AED6", "#2F78B4", "#0C3B70");

    /// <summary>Blue for negative, white at zero, orange-red for positive.</summary>
    public static ColourMap BlueWhiteOrange { get; } = new("#12437F", "#6F9FD0", "#FFFFFF", "#EE9A62", "#A6330B");

    /// <summary>The colour at a position, which is clamped to 0..1.</summary>
    public Rgb At(double position)
    {
        double place = Math.Clamp(position, 0, 1) * (_points.Length - 1);
        int below = Math.Min((int)place, _points.Length - 2);
        double share = place - below;
        (double L, double A, double B) from = _points[below];
        (double L, double A, double B) to = _points[below + 1];
        return FromLab(
            from.L + ((to.L - from.L) * share),
            from.A + ((to.A - from.A) * share),
            from.B + ((to.B - from.B) * share));
    }

    private static (double L, double A, double B) ToLab(Rgb colour)
    {
        double red = Rgb.Linear(colour.Red);
        double green = Rgb.Linear(colour.Green);
        double blue = Rgb.Linear(colour.Blue);
        double l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        double m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        double s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return (
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    private static Rgb FromLab(double lightness, double a, double b)
    {
        double l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        double m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        double s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return new Rgb(
            Rgb.Encode((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Rgb.Encode((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Rgb.Encode((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
    }
}
