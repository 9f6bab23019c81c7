using LogitLens.Statistics.Distributions;

namespace LogitLens.Statistics.ClassifierMetrics;

/// <summary>
/// The interval of an area under a ROC curve: the areas that lie within so many of their own standard errors of the observed one, with
/// Hanley and McNeil's variance (R. G. Newcombe, "Confidence intervals for an effect size measure based on the Mann-Whitney statistic",
/// part 2, 2006, method 5). It lies within 0 to 1 and has a width where the classes part entirely.
/// </summary>
internal static class AreaInterval
{
    /// <summary>The interval.</summary>
    /// <param name="area">The observed area.</param>
    /// <param name="positives">Examples of the class.</param>
    /// <param name="negatives">Examples of the others.</param>
    /// <param name="level">Confidence level.</param>
    public static Interval Of(double area, int positives, int negatives, double level)
    {
        double z = Normal.Quantile(0.5 + (level / 2));
        return new Interval(1 - Farthest(1 - area, positives, negatives, z), Farthest(area, positives, negatives, z), level);
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
