namespace LogitLens.Statistics;

/// <summary>Where a quantity can lie, so that its interval lies there too.</summary>
/// <param name="Low">The least value; minus infinity for none.</param>
/// <param name="High">The greatest value; infinity for none.</param>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>Any number: a difference of logits.</summary>
    public static ValueRange Any { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>0 and above: an entropy, a divergence, a rank, a loss.</summary>
    public static ValueRange NonNegative { get; } = new(0, double.PositiveInfinity);

    /// <summary>0 and below: a log-probability.</summary>
    public static ValueRange NonPositive { get; } = new(double.NegativeInfinity, 0);

    /// <summary>0 to 1: a share, a probability.</summary>
    public static ValueRange Share { get; } = new(0, 1);

    /// <summary>-1 to 1: the difference between two shares or probabilities.</summary>
    public static ValueRange ShareDifference { get; } = new(-1, 1);

    /// <summary>-1 to 1: a correlation.</summary>
    public static ValueRange Correlation { get; } = new(-1, 1);

    /// <summary>Whether it has both ends.</summary>
    public bool IsBounded => double.IsFinite(Low) && double.IsFinite(High);

    /// <summary>The part of an interval that lies in the range, which covers a quantity of the range as often as the whole.</summary>
    public Interval Clip(double low, double high, double level) => new(Math.Max(Low, low), Math.Min(High, high), level);
}
