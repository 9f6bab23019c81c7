namespace LogitLens.Figures;

/// <summary>
/// The one way of drawing "not significant": the colour is paler, of the same hue, and lines cross it. A sign, which hue says, can still be
/// read.
/// </summary>
internal static class Hatching
{
    private const double Pitch = 6;
    private const double TowardsWhite = 0.25;

    /// <summary>The paler colour.</summary>
    public static Rgb Faded(Rgb colour) => colour.Mix(Rgb.White, TowardsWhite);

    /// <summary>Draws the lines, falling to the right, over a box that is filled with the paler colour.</summary>
    public static void Draw(Canvas canvas, Box box, Rgb faded)
    {
        StringBuilder path = new();
        for (double fall = Pitch / 2; fall < box.Width + box.Height; fall += Pitch)
        {
            // The points whose distances from the left and the bottom side add up to this one.
            double from = Math.Max(0, fall - box.Height), to = Math.Min(fall, box.Width);
            path.Append($"M{At(box.Left + from, box.Bottom - fall + from)}L{At(box.Left + to, box.Bottom - fall + to)}");
        }

        if (path.Length > 0)
        {
            canvas.Path(path.ToString(), null, new Stroke(faded.Mix(Palette.Ink, 0.35), 0.8));
        }
    }

    private static string At(double x, double y) => $"{SvgNumber.Format(x)},{SvgNumber.Format(y)}";
}
