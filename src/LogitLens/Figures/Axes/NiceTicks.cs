namespace LogitLens.Figures;

/// <summary>Round places on an axis: multiples of 1, 2 or 5 times a power of ten (Heckbert, Graphics Gems, 1990).</summary>
internal static class NiceTicks
{
    // What is smaller counts as zero; arithmetic on it would underflow.
    private const double Smallest = 1e-150;

    /// <summary>The round step that cuts a span into about <paramref name="count"/> parts.</summary>
    public static double Step(double span, int count, bool whole = false)
    {
        double raw = span / Math.Max(1, count);
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * ((raw / power) switch { < 1.5 => 1, < 3 => 2, < 7 => 5, _ => 10 });
        return whole ? Math.Max(1, step) : step;
    }

    /// <summary>The round places within an interval, labelled.</summary>
    public static IReadOnlyList<AxisTick> Between(double minimum, double maximum, int count, ValueFormat format)
    {
        double step = Step(maximum - minimum, count, whole: format == ValueFormat.Count);
        List<AxisTick> ticks = [];
        double last = Math.Floor((maximum / step) + 1e-6);
        for (double i = Math.Ceiling((minimum / step) - 1e-6); i <= last; i++)
        {
            ticks.Add(new AxisTick(i * step, NumberText.Tick(i * step, step, format)));
        }

        return ticks;
    }

    /// <summary>Powers of ten within an interval, and its ends where they stand clear of those.</summary>
    public static IReadOnlyList<AxisTick> Decades(double minimum, double maximum)
    {
        SortedSet<double> places = [];
        for (double power = Math.Ceiling(Math.Log10(minimum) - 1e-9); power <= Math.Log10(maximum) + 1e-9; power++)
        {
            places.Add(Math.Pow(10, power));
        }

        if (places.Count < 2)
        {
            places.UnionWith([minimum, maximum]);
        }

        return [.. places.Select(Labelled)];
    }

    /// <summary>
    /// An interval with round ends that holds every finite value; 0 to 1 where there is none, widened where they are all equal.
    /// </summary>
    public static (double Minimum, double Maximum) RoundRange(IEnumerable<double> values, int count = 5)
    {
        double[] finite = [.. Finite.Of(values)];
        if (finite.Length == 0)
        {
            return (0, 1);
        }

        double minimum = finite.Min();
        double maximum = finite.Max();
        if (AllEqual(minimum, maximum))
        {
            double size = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
            double margin = size < Smallest ? 1 : 0.1 * size;
            (minimum, maximum) = (minimum - margin, maximum + margin);
        }

        double step = Step(maximum - minimum, count);
        return (step * Math.Floor((minimum / step) + 1e-6), step * Math.Ceiling((maximum / step) - 1e-6));
    }

    /// <summary>
    /// An interval that holds every finite value with a little room, and zero where that is near: where values come within a fifth of the
    /// greatest, or <paramref name="withZero"/> asks for it. An end at zero has no room beyond it.
    /// </summary>
    public static (double Minimum, double Maximum) RoomyRange(IEnumerable<double> values, bool withZero)
    {
        double[] finite = [.. Finite.Of(values)];
        (double minimum, double maximum) = RoundRange(finite);
        if (finite.Length == 0 || AllEqual(finite.Min(), finite.Max()))
        {
            return withZero ? (Math.Min(0, minimum), Math.Max(0, maximum)) : (minimum, maximum);
        }

        (minimum, maximum) = (finite.Min(), finite.Max());
        minimum = minimum > 0 && (withZero || minimum < 0.2 * maximum) ? 0 : minimum;
        maximum = maximum < 0 && (withZero || maximum > 0.2 * minimum) ? 0 : maximum;
        double room = 0.05 * (maximum - minimum);
        return (minimum == 0 ? 0 : minimum - room, maximum == 0 ? 0 : maximum + room);
    }

    private static bool AllEqual(double minimum, double maximum) =>
        maximum - minimum <= Math.Max(Smallest, 1e-6 * Math.Max(Math.Abs(minimum), Math.Abs(maximum)));

    private static AxisTick Labelled(double value) =>
        new(value, NumberText.Value(value, value == Math.Round(value) ? ValueFormat.Count : ValueFormat.Number));
}
