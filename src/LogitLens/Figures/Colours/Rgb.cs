namespace LogitLens.Figures;

/// <summary>An sRGB colour, 8 bits a channel.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>WCAG 2 relative luminance, 0 for black to 1 for white.</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    public static Rgb Parse(string hex) => new(
        byte.Parse(hex.AsSpan(1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        byte.Parse(hex.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        byte.Parse(hex.AsSpan(5, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public string ToHex() => $"#{Red:X2}{Green:X2}{Blue:X2}";

    /// <summary>The mixture with another colour in linear light; 0 gives this one, 1 the other.</summary>
    public Rgb Mix(Rgb other, double share) => new(
        Encode(Between(Linear(Red), Linear(other.Red), share)),
        Encode(Between(Linear(Green), Linear(other.Green), share)),
        Encode(Between(Linear(Blue), Linear(other.Blue), share)));

    /// <summary>Near-black or white, for text on this colour: at least 3.6 to 1 by WCAG 2.</summary>
    /// <remarks>WCAG's ratio alone would put black on mid-tones, where readers see white better; white starts a little earlier.</remarks>
    public Rgb TextColour() => Luminance < 0.24 ? White : Palette.Ink;

    internal static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    internal static byte Encode(double linear)
    {
        double value = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }

    private static double Between(double from, double to, double share) => from + ((to - from) * share);
}
