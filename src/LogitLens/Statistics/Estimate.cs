namespace LogitLens.Statistics;

/// <summary>A number with its interval and the sample size behind it. Undefined values are null, never NaN.</summary>
/// <param name="Value">The point estimate; null when the data do not define it (no example, one class absent).</param>
/// <param name="Interval">Its interval; null when the sample is too small for one.</param>
/// <param name="N">How many examples the value rests on.</param>
public sealed record Estimate(double? Value, Interval? Interval, int N);

/// <summary>A two-sided confidence interval.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Level">Confidence level, 0.95 for a 95% interval.</param>
public readonly record struct Interval(double Low, double High, double Level)
{
    /// <summary>Whether the value lies in the interval, limits included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
