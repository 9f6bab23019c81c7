namespace LogitLens.Statistics;

/// <summary>
/// Two one-sided t tests (D. J. Schuirmann, 1987) of a paired difference that is practically none: a small p-value says that the mean
/// difference lies within the margin on both sides. "Not significantly different" says no such thing.
/// </summary>
/// <param name="Margin">The greatest difference, on either side, that counts as none.</param>
/// <param name="Difference">The mean difference, with the interval that lies within the margin exactly where the test rejects.</param>
/// <param name="PValue">The greater of the two one-sided p-values; null below two independent examples.</param>
/// <param name="Equivalent">Whether the difference is shown to lie within the margin.</param>
public sealed record EquivalenceTest(double Margin, Estimate Difference, double? PValue, bool Equivalent)
{
    /// <summary>The test on each example's difference.</summary>
    /// <param name="differences">Each example's difference.</param>
    /// <param name="margin">The greatest difference that counts as none; above 0.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="alpha">The test's level; the interval's is 1 - 2 alpha.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or the margin is not above 0.</exception>
    public static EquivalenceTest Paired(ReadOnlySpan<double> differences, double margin, IReadOnlyList<int>? clusters = null, double alpha = 0.05)
    {
        if (!(margin > 0 && double.IsFinite(margin)))
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "a margin lies above 0");
        }

        if (differences.IsEmpty)
        {
            return new EquivalenceTest(margin, new Estimate(null, null, 0), null, false);
        }

        return Of(SampleMean.Of(differences, clusters), margin, alpha);
    }

    /// <summary>The test under several draws that all examples share; no less than all draws' agreement would give.</summary>
    /// <param name="differences">[draw][example].</param>
    /// <param name="margin">The greatest difference that counts as none; above 0.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="alpha">The test's level; the interval's is 1 - 2 alpha.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or the margin is not above 0.</exception>
    public static EquivalenceTest OverDraws(IReadOnlyList<double[]> differences, double margin, IReadOnlyList<int>? clusters = null, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 1 || differences[0].Length == 0)
        {
            return Paired(differences[0], margin, clusters, alpha);
        }

        EquivalenceTest test = Of(SampleMean.OfDraws(differences, clusters), margin, alpha);
        double? p = test.PValue is { } found ? Math.Max(found, PairedTest.SmallestOverDraws(differences.Count)) : null;
        return test with { PValue = p, Equivalent = p < alpha };
    }

    private static EquivalenceTest Of(SampleMean sample, double margin, double alpha)
    {
        double? p = PValueOf(sample, margin);
        return new EquivalenceTest(margin, RangedInterval.Of(sample, ValueRange.Any, 1 - (2 * alpha)), p, p < alpha);
    }

    // Equal differences within the margin have no variance to test by; each is on the right side of both ends, which halves chance each time.
    private static double? PValueOf(SampleMean sample, double margin) => sample.StandardError switch
    {
        null => null,
        0 => Math.Abs(sample.Mean) < margin ? Math.Pow(2, -sample.Units) : 1,
        { } error => StudentT.Cdf((Math.Abs(sample.Mean) - margin) / error, sample.Degrees),
    };
}
