namespace LogitLens.Statistics;

/// <summary>
/// The difference between the means of two conditions on the same examples, second less first, by the studentised bootstrap over examples
/// with symmetric limits (P. Hall, "On symmetric bootstrap confidence intervals", 1988): how far resampled means lie from the observed one,
/// each in its own standard errors, says how far the observed one may lie from the truth. The percentile bootstrap is too narrow below some
/// fifty examples.
/// </summary>
/// <param name="Difference">
/// The mean difference with its interval; no value when there is no example, no interval where all differences are equal.
/// </param>
/// <param name="PValue">Two-sided, for no difference; null below two examples. At least 1 / (resamples + 1).</param>
public sealed record PairedBootstrap(Estimate Difference, double? PValue)
{
    private const double Level = 0.95;

    /// <summary>
    /// The difference under several draws that all examples share, or between examples in clusters: Student's interval with the variance of
    /// what was drawn and the test of <see cref="PairedTest"/>. Of one draw of independent examples it is the bootstrap's.
    /// </summary>
    /// <param name="first">[draw][example].</param>
    /// <param name="second">[draw][example]: the same examples under the same draws.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="range">Where a difference can lie.</param>
    /// <param name="seed">What the bootstrap's draws follow from.</param>
    /// <param name="resamples">How many draws the bootstrap makes.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN or infinite.</exception>
    public static PairedBootstrap Of(
        IReadOnlyList<double[]> first, IReadOnlyList<double[]> second, IReadOnlyList<int>? clusters, ValueRange range, long seed,
        int resamples = 10_000)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Guard.SameLength(first.Count, second.Count, nameof(second));
        double[][] differences = [.. first.Zip(second, (a, b) => Differences.Of(a, b))];
        return differences[0].Length == 0 || (differences.Length == 1 && clusters is null)
            ? OfDifferences(differences[0], range, seed, resamples)
            : new PairedBootstrap(RangedInterval.Of(SampleMean.OfDraws(differences, clusters), range), PairedTest.PValue(differences, clusters, seed));
    }

    private static PairedBootstrap OfDifferences(double[] differences, ValueRange range, long seed, int resamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        int n = differences.Length;
        if (n < 2)
        {
            return new PairedBootstrap(new Estimate(n == 0 ? null : differences[0], null, n), null);
        }

        // What cannot vary has no standard error: all that is known is that every example has the same sign.
        SampleMean sample = SampleMean.Of(differences);
        if (!differences.AsSpan().ContainsAnyExcept(differences[0]))
        {
            return new PairedBootstrap(new Estimate(sample.Mean, null, n), Math.Max(sample.PValue!.Value, 1.0 / (1 + resamples)));
        }

        double[] reaches = Draw(differences, sample.Mean, new SeededRandom(seed), resamples);
        double error = sample.StandardError!.Value, observed = Math.Abs(sample.Mean / error) * (1 - 1e-12);
        int asFar = reaches.Count(reach => reach >= observed);
        Array.Sort(reaches);
        double most = reaches[Math.Min(resamples - 1, (int)Math.Ceiling(Level * (resamples + 1)) - 1)];
        Interval? interval = double.IsFinite(most) ? range.Clip(sample.Mean - (most * error), sample.Mean + (most * error), Level) : null;
        return new PairedBootstrap(new Estimate(sample.Mean, interval, n), (1.0 + asFar) / (1 + resamples));
    }

    // [resample] how many of its own standard errors a resample's mean lies from the observed one.
    private static double[] Draw(double[] differences, double mean, SeededRandom random, int resamples)
    {
        int n = differences.Length;
        double[] reaches = new double[resamples];
        for (int r = 0; r < resamples; r++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < n; i++)
            {
                double deviation = differences[random.Next(n)] - mean;
                sum += deviation;
                squares += deviation * deviation;
            }

            double variance = Math.Max(0, (squares - (sum * sum / n)) / (n - 1));
            reaches[r] = variance <= 1e-24 * squares ? (Math.Abs(sum) <= 1e-12 ? 0 : double.PositiveInfinity) : Math.Abs(sum / n) / Math.Sqrt(variance / n);
        }

        return reaches;
    }
}
