using LogitLens.Statistics;

namespace LogitLens.Figures;

/// <summary>One line of a chart; an estimate without a value leaves a gap, and one with an interval has a band.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Where the points stand: layers, shots, steps.</param>
/// <param name="Values">Their values.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<Estimate> Values)
{
    /// <summary>A line of plain numbers, without intervals; NaN leaves a gap.</summary>
    public LineSeries(string name, IReadOnlyList<double> x, IEnumerable<double> values)
        : this(name, x, [.. values.Select(value => new Estimate(value, null, 0))])
    {
    }

    /// <summary>What sets it apart; null for the next colour.</summary>
    public SeriesStyle? Style { get; init; }

    /// <summary>The panel that it stands in; null for all of them.</summary>
    public string? Panel { get; init; }
}
