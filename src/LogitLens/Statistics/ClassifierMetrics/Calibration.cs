namespace LogitLens.Statistics;

/// <summary>One bar of a reliability diagram: the examples whose confidence lies above <paramref name="Low"/> and up to
/// <paramref name="High"/>; the first bin has its lower end as well.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="MeanConfidence">The mean confidence of its examples; null when it has none.</param>
/// <param name="Accuracy">The share of them that are right.</param>
public sealed record ReliabilityBin(double Low, double High, double? MeanConfidence, Proportion Accuracy);

/// <summary>
/// How far confidence can be taken for a probability of being right (Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural
/// networks", 2017). Confidence is the probability of the answered class.
/// </summary>
/// <param name="ExpectedCalibrationError">The mean distance between confidence and accuracy of the bins, weighted by examples; null when
/// there is no example. It is biased upwards at small n, where bins differ by chance.</param>
/// <param name="Bins">Bins of equal width, upwards.</param>
public sealed record Calibration(double? ExpectedCalibrationError, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>How many bins there are when nothing else is asked.</summary>
    public const int DefaultBins = 10;

    /// <summary>Calibration of the confidences of answers that were right or not.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a confidence is NaN or not within 0 to 1.</exception>
    public static Calibration Of(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> right, int bins = DefaultBins, double level = 0.95)
    {
        Guard.SameLength(confidence.Length, right.Length, nameof(right));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        int[] count = new int[bins];
        int[] hits = new int[bins];
        double[] sum = new double[bins];
        for (int i = 0; i < confidence.Length; i++)
        {
            int bin = BinOf(confidence[i], bins);
            count[bin]++;
            hits[bin] += right[i] ? 1 : 0;
            sum[bin] += confidence[i];
        }

        double error = 0;
        ReliabilityBin[] table = new ReliabilityBin[bins];
        for (int b = 0; b < bins; b++)
        {
            error += Math.Abs(sum[b] - hits[b]);
            double? mean = count[b] == 0 ? null : sum[b] / count[b];
            table[b] = new ReliabilityBin((double)b / bins, (b + 1.0) / bins, mean, Proportion.Of(hits[b], count[b], level));
        }

        return new Calibration(confidence.IsEmpty ? null : error / confidence.Length, table);
    }

    /// <summary>The bin that a confidence falls into.</summary>
    internal static int BinOf(double confidence, int bins)
    {
        if (!(confidence >= 0 && confidence <= 1))
        {
            throw new ArgumentException($"{confidence} is no confidence; it lies between 0 and 1", nameof(confidence));
        }

        // The ends decide, not the product's rounding: 0.3 belongs to the bin that ends at 0.3.
        int bin = Math.Clamp((int)Math.Ceiling(confidence * bins) - 1, 0, bins - 1);
        return bin > 0 && confidence <= (double)bin / bins ? bin - 1 : bin;
    }
}
