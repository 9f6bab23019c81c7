using LogitLens.Statistics;

namespace LogitLens.Figures;

/// <summary>One bar for each category of a chart; an estimate without a value has none, and one with an interval has a whisker.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">One estimate a category.</param>
public sealed record BarSeries(string Name, IReadOnlyList<Estimate> Values)
{
    /// <summary>Bars of plain numbers, without intervals; NaN draws none.</summary>
    public BarSeries(string name, IEnumerable<double> values)
        : this(name, [.. values.Select(value => new Estimate(value, null, 0))])
    {
    }

    /// <summary>What sets it apart; null for the next colour.</summary>
    public SeriesStyle? Style { get; init; }

    /// <summary>Styles of its own for each category; null for one style.</summary>
    public IReadOnlyList<SeriesStyle>? Styles { get; init; }

    /// <summary>Bars to fade and hatch, such as those that are not significant; null for none.</summary>
    public IReadOnlyList<bool>? Muted { get; init; }
}
