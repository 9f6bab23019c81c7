namespace LogitLens.Statistics;

/// <summary>Mean and variance of a stream, one value at a time, without keeping the values (B. P. Welford, 1962).</summary>
public sealed class RunningMoments
{
    private double _mean;
    private double _squares;

    /// <summary>How many values were added.</summary>
    public int Count { get; private set; }

    /// <summary>Their mean; null before the first.</summary>
    public double? Mean => Count == 0 ? null : _mean;

    /// <summary>The sample variance, with n - 1 below; null before the second value.</summary>
    public double? Variance => Count < 2 ? null : _squares / (Count - 1);

    /// <summary>The standard error of the mean; null before the second value.</summary>
    public double? StandardError => Variance is { } variance ? Math.Sqrt(variance / Count) : null;

    /// <summary>Adds one value.</summary>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"{value} has no place in a mean; a finite number is needed", nameof(value));
        }

        Count++;
        double delta = value - _mean;
        _mean += delta / Count;
        _squares += delta * (value - _mean);
    }

    /// <summary>The mean with Student's t interval; no interval below two values, and one of no width when all values are equal.</summary>
    public Estimate ToEstimate(double level = 0.95)
    {
        Guard.Level(level);
        if (StandardError is not { } error)
        {
            return new Estimate(Mean, null, Count);
        }

        double reach = error == 0 ? 0 : StudentT.Quantile(0.5 + (level / 2), Count - 1) * error;
        return new Estimate(_mean, new Interval(_mean - reach, _mean + reach, level), Count);
    }
}
