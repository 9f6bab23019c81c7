namespace LogitLens.Statistics;

/// <summary>Correlation of two samples of the same items. Null below two items, or where one sample does not vary measurably.</summary>
public static class Correlation
{
    /// <summary>Pearson's product-moment correlation.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN or infinite.</exception>
    public static double? Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Guard.SameLength(x.Length, y.Length, nameof(y));
        Guard.Finite(x, nameof(x));
        Guard.Finite(y, nameof(y));

        // An exact test: a constant sample's deviations from its rounded mean need not be exactly 0.
        if (x.Length < 2 || !x.ContainsAnyExcept(x[0]) || !y.ContainsAnyExcept(y[0]))
        {
            return null;
        }

        double meanX = Mean(x);
        double meanY = Mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        // Squares of extreme values vanish below 1e-308 and overflow above 1e308; no NaN may come of that.
        double scale = Math.Sqrt(xx) * Math.Sqrt(yy);
        return scale > 0 && double.IsFinite(scale) ? Math.Clamp(xy / scale, -1, 1) : null;
    }

    /// <summary>Spearman's rank correlation: Pearson's of the ranks, where equal values share their mean rank.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN.</exception>
    public static double? Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Pearson(Ranks.Average(x), Ranks.Average(y));

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
