namespace LogitLens.Statistics;

/// <summary>One point of a ROC curve: the rates when every score from <paramref name="Threshold"/> up is called positive.</summary>
/// <param name="Threshold">The lowest score called positive; null at the start, where none is.</param>
/// <param name="FalsePositiveRate">The share of negatives called positive.</param>
/// <param name="TruePositiveRate">The share of positives called positive.</param>
public readonly record struct RocPoint(double? Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>The receiver operating characteristic of a score, with a point for each distinct score.</summary>
/// <param name="Points">From (0, 0) to (1, 1); empty when there are no positives or no negatives.</param>
/// <param name="Auc">The area under the curve: the chance that a random positive scores above a random negative, ties counting half.
/// Null when there are no positives or no negatives.</param>
public sealed record RocCurve(IReadOnlyList<RocPoint> Points, double? Auc)
{
    /// <summary>The curve of the scores, higher meaning more likely positive.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static RocCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        Guard.SameLength(scores.Length, positive.Length, nameof(positive));
        Guard.NoNaN(scores, nameof(scores));
        int positives = positive.Count(true);
        int negatives = positive.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            return new RocCurve([], null);
        }

        double[] sorted = scores.ToArray();
        bool[] outcome = positive.ToArray();
        Array.Sort(sorted, outcome);
        List<RocPoint> points = [new(null, 0, 0)];
        long truePositives = 0;
        long falsePositives = 0;
        double area = 0;
        for (int end = sorted.Length; end > 0;)
        {
            int start = end;
            long before = truePositives;
            long falseBefore = falsePositives;
            while (start > 0 && sorted[start - 1] == sorted[end - 1])
            {
                start--;
                truePositives += outcome[start] ? 1 : 0;
                falsePositives += outcome[start] ? 0 : 1;
            }

            area += (falsePositives - falseBefore) * (before + truePositives) / 2.0;
            points.Add(new RocPoint(sorted[start], (double)falsePositives / negatives, (double)truePositives / positives));
            end = start;
        }

        return new RocCurve(points, area / positives / negatives);
    }
}
