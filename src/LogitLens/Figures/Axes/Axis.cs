namespace LogitLens.Figures;

/// <summary>
/// An interval of values with labelled places and a title. On a categorical axis the places are names: each is shown, turned upright where
/// they would not fit side by side.
/// </summary>
internal sealed record Axis(double Minimum, double Maximum, IReadOnlyList<AxisTick> Ticks, string Title, bool Categorical = false)
{
    /// <summary>An axis for measured values: 0 to 1 for proportions, else what they need.</summary>
    public static Axis Of(IEnumerable<double> values, string title, ValueFormat format, bool fromZero = false, int tickCount = 6)
    {
        double[] finite = [.. Finite.Of(values)];
        (double minimum, double maximum) = format.IsShare() && Array.TrueForAll(finite, value => value is >= 0 and <= 1) ? (0, 1)
            : NiceTicks.RoomyRange(finite, fromZero || format == ValueFormat.Count);
        return new Axis(minimum, maximum, NiceTicks.Between(minimum, maximum, tickCount, format), title);
    }

    /// <summary>An axis for layers, shots or steps: a little room at both ends, whole-numbered places unless values fall between.</summary>
    public static Axis OfSteps(IEnumerable<double> values, string title, IReadOnlyList<AxisTick>? ticks)
    {
        double[] finite = [.. Finite.Of(values.Concat(ticks?.Select(tick => tick.Value) ?? []))];
        double minimum = finite.DefaultIfEmpty(0).Min();
        double maximum = finite.DefaultIfEmpty(1).Max();
        double span = maximum - minimum;
        double margin = span > 0 ? 0.03 * span : Math.Max(0.5, 0.1 * Math.Abs(minimum));
        bool whole = Array.TrueForAll(finite, value => value == Math.Round(value));
        IReadOnlyList<AxisTick> places = ticks is not null ? [.. ticks.OrderBy(tick => tick.Value)]
            : span > 0 ? NiceTicks.Between(minimum, maximum, 12, whole ? ValueFormat.Count : ValueFormat.Number)
            : [new AxisTick(minimum, whole ? NumberText.Value(minimum, ValueFormat.Count) : NumberText.Value(minimum, ValueFormat.Number))];
        return new Axis(minimum - margin, maximum + margin, places, title);
    }

    /// <summary>An axis with one band of width 1 for each name, the first centred at 0.</summary>
    public static Axis OfNames(IReadOnlyList<string> names, string title) => new(
        -0.5,
        Math.Max(names.Count, 1) - 0.5,
        [.. names.Select((name, index) => new AxisTick(index, name))],
        title,
        Categorical: true);
}
