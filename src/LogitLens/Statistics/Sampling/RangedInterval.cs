namespace LogitLens.Statistics;

/// <summary>Intervals of means that stay where the quantity can lie and do not collapse where all values are equal.</summary>
public static class RangedInterval
{
    /// <summary>The mean with its interval.</summary>
    /// <param name="sample">The mean and its variance.</param>
    /// <param name="range">Where the quantity can lie.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>
    /// Without an interval where one unit alone is there, and where all values are equal and no range says how far others could lie.
    /// </returns>
    public static Estimate Of(SampleMean sample, ValueRange range, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Guard.Level(level);
        return new Estimate(sample.Mean, Interval(sample, range, level), sample.N);
    }

    private static Interval? Interval(SampleMean sample, ValueRange range, double level)
    {
        if (sample.Variance is not { } variance || range.Low == range.High)
        {
            return null;
        }

        if (range == ValueRange.NonPositive)
        {
            return Interval(sample with { Mean = -sample.Mean }, ValueRange.NonNegative, level) is { } mirrored
                ? new Interval(-mirrored.High, -mirrored.Low, level)
                : null;
        }

        double t = StudentT.Quantile(0.5 + (level / 2), sample.Degrees);
        double reach = t * Math.Sqrt(variance);
        bool drawn = sample.IsOverDraws;
        if (range == ValueRange.Share && (!drawn || variance == 0))
        {
            return Share(sample, variance, level);
        }

        return variance switch
        {
            0 when range.IsBounded => Scaled(sample, range, level),
            0 => null,
            _ when range.IsBounded && !drawn && range.Low >= 0 => Scaled(sample, range, level),
            _ when range == ValueRange.NonNegative && !drawn && sample.Mean > 0 =>
                new Interval(sample.Mean * Math.Exp(-reach / sample.Mean), sample.Mean * Math.Exp(reach / sample.Mean), level),
            _ => range.Clip(sample.Mean - reach, sample.Mean + reach, level),
        };
    }

    private static Interval Scaled(SampleMean sample, ValueRange range, double level)
    {
        double width = range.High - range.Low;
        Interval unit = Share(sample with { Mean = (sample.Mean - range.Low) / width }, sample.Variance!.Value / (width * width), level);
        return new Interval(range.Low + (width * unit.Low), range.Low + (width * unit.High), level);
    }

    /// <summary>
    /// Wilson's interval at the number of independent yes-or-no examples that would have the same variance (E. L. Korn and B. I. Graubard,
    /// "Confidence intervals for proportions with small expected number of positive counts estimated from survey data", 1998; with Wilson's
    /// limits, N. Dean and M. Pagano, "Evaluating confidence interval methods for binomial proportions in clustered surveys", 2015). Where
    /// all values are equal that number is the number of units.
    /// </summary>
    private static Interval Share(SampleMean sample, double variance, double level)
    {
        double p = Math.Clamp(sample.Mean, 0, 1);
        double z = Normal.Quantile(0.5 + (level / 2));
        double ratio = z / StudentT.Quantile(0.5 + (level / 2), Math.Max(1, sample.Degrees));
        double effective = variance > 0 && p is > 0 and < 1 ? p * (1 - p) / variance : sample.ExampleUnits;
        return Proportion.Wilson(p, effective * ratio * ratio, level);
    }
}
