namespace LogitLens.Figures;

/// <summary>Coordinates as SVG text: at most two decimals, invariant, never <c>-0</c> or an exponent.</summary>
internal static class SvgNumber
{
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "a coordinate must be finite");
        }

        string text = Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }
}
