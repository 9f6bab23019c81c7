namespace LogitLens.Statistics;

/// <summary>
/// The interval of an area under a ROC curve: Wilson's at the number of yes-or-no examples that would have the area's variance (E. R.
/// DeLong, D. M. DeLong and D. L. Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating characteristic
/// curves", 1988). Where classes part entirely that variance is 0, and the limits are the areas that lie within so many standard errors of
/// the observed one by Hanley and McNeil's variance (R. G. Newcombe, "Confidence intervals for an effect size measure based on the
/// Mann-Whitney statistic", part 2, 2006, method 5).
/// </summary>
internal static class AreaInterval
{
    /// <summary>The interval.</summary>
    /// <param name="area">The observed area.</param>
    /// <param name="scores">[example] the score.</param>
    /// <param name="positive">[example] whether it is of the class.</param>
    public static Interval Of(double area, double[] scores, bool[] positive, double level)
    {
        double[] positives = [.. scores.Where((_, i) => positive[i]).Order()], negatives = [.. scores.Where((_, i) => !positive[i]).Order()];
        double z = Normal.Quantile(0.5 + (level / 2));
        return area is > 0 and < 1 && Placements(positives, negatives) + Placements(negatives, positives) is double variance and > 0
            ? Proportion.Wilson(area, area * (1 - area) / variance, level)
            : new Interval(1 - Farthest(1 - area, positives.Length, negatives.Length, z), Farthest(area, positives.Length, negatives.Length, z), level);
    }

    // The variance of the mean share of the others that each example lies above; NaN for one example, whose variance is not known.
    private static double Placements(double[] own, double[] others)
    {
        RunningMoments moments = new();
        foreach (double score in own)
        {
            moments.Add((Below(others, score, orEqual: false) + Below(others, score, orEqual: true)) / (2.0 * others.Length));
        }

        return moments.Variance / moments.Count ?? double.NaN;
    }

    private static int Below(double[] sorted, double score, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] < score || (orEqual && sorted[middle] == score) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // The greatest area whose z standard errors reach down to the observed one, by bisection.
    private static double Farthest(double area, int positives, int negatives, double z)
    {
        double low = area, high = 1;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = middle - area <= z * Error(middle, positives, negatives) ? (middle, high) : (low, middle);
        }

        return area == 1 ? 1 : low;
    }

    private static double Error(double area, int positives, int negatives)
    {
        double mean = ((positives + negatives) / 2.0) - 1;
        double factor = 1 + (mean * (1 - area) / (2 - area)) + (mean * area / (1 + area));
        return Math.Sqrt(area * (1 - area) * factor / ((double)positives * negatives));
    }
}
