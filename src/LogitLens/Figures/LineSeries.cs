namespace LogitLens.Figures;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Where the points stand: layers, shots, steps.</param>
/// <param name="Y">Their values; NaN leaves a gap.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Lower ends of the intervals, drawn as a shaded band with <see cref="Upper"/>; null for none.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>Upper ends of the intervals.</summary>
    public IReadOnlyList<double>? Upper { get; init; }

    /// <summary>Whether the line is dashed, for the variant of a condition.</summary>
    public bool Dashed { get; init; }

    /// <summary>Which colour it has, so that variants of one condition can share it; null for the next one.</summary>
    public int? Colour { get; init; }
}
