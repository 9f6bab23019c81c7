namespace LogitLens.Statistics;

/// <summary>A two-sided confidence interval.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Level">Confidence level, 0.95 for a 95% interval.</param>
public readonly record struct Interval(double Low, double High, double Level)
{
    /// <summary>Whether the value lies in the interval, limits included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
