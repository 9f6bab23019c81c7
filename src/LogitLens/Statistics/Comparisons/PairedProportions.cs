namespace LogitLens.Statistics;

/// <summary>
/// The difference between two shares of the same examples, second less first, with Newcombe's score interval (R. G. Newcombe,
/// "Improved confidence intervals for the difference between binomial proportions based on paired data", 1998, method 10). It joins the
/// two Wilson intervals with the correlation of the pairs and holds its level at small n and at shares of 0 and 1.
/// </summary>
/// <param name="First">The share in the first condition.</param>
/// <param name="Second">The share in the second condition.</param>
/// <param name="Difference">Second less first, with its interval; no value when there is no example.</param>
/// <param name="Test">McNemar's exact test of no difference; with draws or clusters, the counts with the p-value that fits these.</param>
public sealed record PairedProportions(Proportion First, Proportion Second, Estimate Difference, McNemarTest Test)
{
    /// <summary>The difference between the shares of true outcomes of the same examples, in the same order.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PairedProportions Of(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second, double level = 0.95)
    {
        McNemarTest test = McNemarTest.Of(first, second);
        Proportion a = Proportion.Of(first, level);
        Proportion b = Proportion.Of(second, level);
        Estimate difference = test.N == 0
            ? new Estimate(null, null, 0)
            : new Estimate((double)(test.OnlySecond - test.OnlyFirst) / test.N, Newcombe(test, a, b, level), test.N);
        return new PairedProportions(a, b, difference, test);
    }

    /// <summary>
    /// The difference under several draws that all examples share, or between examples in clusters. Of one draw of independent examples it
    /// is the plain one; else its interval is Student's with the variance of what was drawn, and so is its test
    /// (<see cref="PairedTest"/>).
    /// </summary>
    /// <param name="first">[draw][example].</param>
    /// <param name="second">[draw][example]: the same examples under the same draws.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PairedProportions Of(IReadOnlyList<bool[]> first, IReadOnlyList<bool[]> second, IReadOnlyList<int>? clusters, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Guard.SameLength(first.Count, second.Count, nameof(second));
        if (first[0].Length == 0 || (first.Count == 1 && clusters is null))
        {
            return Of(first[0], second[0], level);
        }

        double[][] differences = [.. first.Zip(second, (a, b) => Differences.Of(Numbers(a), Numbers(b)))];
        PairedProportions flat = Of([.. first.SelectMany(draw => draw)], [.. second.SelectMany(draw => draw)], level);
        return new PairedProportions(
            flat.First with { Interval = Share(first) },
            flat.Second with { Interval = Share(second) },
            RangedInterval.Of(SampleMean.OfDraws(differences, clusters), ValueRange.ShareDifference, level),
            flat.Test with { PValue = PairedTest.PValue(differences, clusters) });

        Interval? Share(IReadOnlyList<bool[]> outcomes) => RangedInterval.Of(
            SampleMean.OfDraws([.. outcomes.Select(Numbers)], clusters), ValueRange.Share, level).Interval;
    }

    private static double[] Numbers(bool[] outcomes) => Array.ConvertAll(outcomes, outcome => outcome ? 1.0 : 0);

    private static Interval Newcombe(McNemarTest table, Proportion first, Proportion second, double level)
    {
        double p1 = first.Value!.Value;
        double p2 = second.Value!.Value;
        Interval i1 = first.Interval!.Value;
        Interval i2 = second.Interval!.Value;
        double phi = Correlation(table);
        double down = Side(p2 - i2.Low, i1.High - p1, phi);
        double up = Side(i2.High - p2, p1 - i1.Low, phi);
        double difference = (double)(table.OnlySecond - table.OnlyFirst) / table.N;
        return new Interval(Math.Max(-1, difference - down), Math.Min(1, difference + up), level);
    }

    // The square can fall a rounding below 0 when the pairs agree entirely.
    private static double Side(double x, double y, double phi) => Math.Sqrt(Math.Max(0, (x * x) - (2 * phi * x * y) + (y * y)));

    private static double Correlation(McNemarTest table)
    {
        double margins = (double)(table.BothRight + table.OnlyFirst) * (table.OnlySecond + table.NeitherRight)
            * (table.BothRight + table.OnlySecond) * (table.OnlyFirst + table.NeitherRight);
        if (margins == 0)
        {
            return 0;
        }

        double cross = ((double)table.BothRight * table.NeitherRight) - ((double)table.OnlyFirst * table.OnlySecond);

        // Newcombe's continuity correction, for positive correlation only.
        double corrected = cross > 0 ? Math.Max(0, cross - (table.N / 2.0)) : cross;
        return corrected / Math.Sqrt(margins);
    }
}
