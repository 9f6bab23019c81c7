namespace LogitLens.Figures;

/// <summary>Values to colours: an interval, a colour map over it, and the labelled places of its colour bar.</summary>
public sealed class ColourScale
{
    private readonly ColourMap _map;
    private readonly bool _logarithmic;
    private readonly bool _reversed;

    private ColourScale(ColourMap map, double minimum, double maximum, bool logarithmic = false, bool reversed = false)
    {
        _map = map;
        Minimum = minimum;
        Maximum = maximum;
        _logarithmic = logarithmic;
        _reversed = reversed;
    }

    /// <summary>The value at the lower end of the colour bar; smaller values have its colour too.</summary>
    public double Minimum { get; }

    /// <summary>The value at the upper end of the colour bar; greater values have its colour too.</summary>
    public double Maximum { get; }

    /// <summary>Dark to light over an interval.</summary>
    public static ColourScale Sequential(double minimum, double maximum) =>
        Make(ColourMap.Dusk, minimum, maximum);

    /// <summary>Dark to light over an interval of round ends that holds every finite value.</summary>
    public static ColourScale SequentialOf(IEnumerable<double> values)
    {
        (double minimum, double maximum) = NiceTicks.RoundRange(values);
        return Sequential(minimum, maximum);
    }

    /// <summary>White to dark blue over an interval, for counts and shares.</summary>
    public static ColourScale Shares(double minimum, double maximum) => Make(ColourMap.Blues, minimum, maximum);

    /// <summary>Blue for -<paramref name="extent"/>, white for zero, orange-red for +<paramref name="extent"/>.</summary>
    public static ColourScale Diverging(double extent) => Make(ColourMap.BlueWhiteOrange, -Math.Abs(extent), Math.Abs(extent));

    /// <summary>A diverging scale, centred at zero, that holds every finite value.</summary>
    public static ColourScale DivergingOf(IEnumerable<double> values)
    {
        double extent = Finite.Of(values).Select(Math.Abs).DefaultIfEmpty(0).Max();
        (_, double maximum) = NiceTicks.RoundRange([0, extent > 0 ? extent : 1]);
        return Diverging(maximum);
    }

    /// <summary>Dark to light over the logarithm of positive values, such as ranks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is not above zero.</exception>
    public static ColourScale Logarithmic(double minimum, double maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        return new ColourScale(ColourMap.Dusk, minimum, Math.Max(maximum, minimum * 10), logarithmic: true);
    }

    /// <summary>The same interval with the colours' order turned round, for quantities of which less is better.</summary>
    public ColourScale Reversed() => new(_map, Minimum, Maximum, _logarithmic, !_reversed);

    /// <summary>The colour of a value; one without a finite value is <see cref="Palette.Missing"/>.</summary>
    internal Rgb At(double value)
    {
        if (!Finite.Is(value))
        {
            return Palette.Missing;
        }

        double place = Place(value);
        return _map.At(_reversed ? 1 - place : place);
    }

    /// <summary>Where a value stands on the colour bar, 0 at the lower end to 1 at the upper.</summary>
    internal double Place(double value)
    {
        double place = _logarithmic
            ? Math.Log(Math.Max(value, Minimum) / Minimum) / Math.Log(Maximum / Minimum)
            : (value - Minimum) / (Maximum - Minimum);
        return Math.Clamp(place, 0, 1);
    }

    /// <summary>The colour at a place on the bar, 0 to 1.</summary>
    internal Rgb AtPlace(double place) => _map.At(_reversed ? 1 - place : place);

    /// <summary>The colour bar's labels.</summary>
    internal IReadOnlyList<AxisTick> Ticks(ValueFormat format, int count = 5) =>
        _logarithmic ? NiceTicks.Decades(Minimum, Maximum) : NiceTicks.Between(Minimum, Maximum, count, format);

    private static ColourScale Make(ColourMap map, double minimum, double maximum) =>
        Finite.Is(minimum) && Finite.Is(maximum) && maximum > minimum
            ? new ColourScale(map, minimum, maximum)
            : throw new ArgumentException($"a colour scale needs a finite minimum below its maximum, not {minimum} to {maximum}");
}
