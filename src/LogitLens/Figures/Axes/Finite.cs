namespace LogitLens.Figures;

/// <summary>Values that can be drawn: neither NaN nor infinite, nor so large that a difference of two overflows.</summary>
internal static class Finite
{
    private const double Largest = 1e150;

    public static bool Is(double value) => Math.Abs(value) <= Largest;

    public static bool Is(double? value) => value is { } number && Is(number);

    public static IEnumerable<double> Of(IEnumerable<double> values) => values.Where(Is);
}
