namespace LogitLens.Figures;

/// <summary>One bar for each category of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">One value a category; NaN draws none.</param>
public sealed record BarSeries(string Name, IReadOnlyList<double> Values)
{
    /// <summary>Lower ends of the intervals; null for none.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>Upper ends of the intervals.</summary>
    public IReadOnlyList<double>? Upper { get; init; }
}
