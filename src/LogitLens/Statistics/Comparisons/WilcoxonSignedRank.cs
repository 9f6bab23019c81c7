namespace LogitLens.Statistics;

/// <summary>
/// Wilcoxon's signed-rank test (F. Wilcoxon, 1945) of paired values: the sign-flip test on the ranks of the differences. A few extreme
/// examples cannot carry it, and its p-values reach far below what a number of resamples allows, which a sweep over many heads needs.
/// </summary>
/// <param name="RankSum">The ranks of the positive differences, summed; equal sizes share their mean rank.</param>
/// <param name="N">How many differences are not 0; those of 0 are left out, as Wilcoxon did.</param>
/// <param name="PValue">Two-sided; 1 when no example differs, null when there is no example.</param>
/// <param name="Exact">Whether the p-value is counted from all sign patterns, ties included; otherwise it is the normal approximation,
/// corrected for ties and without continuity correction.</param>
public sealed record WilcoxonSignedRank(double RankSum, int N, double? PValue, bool Exact)
{
    /// <summary>Up to so many differences other than 0, the p-value is exact.</summary>
    public const int LargestExact = 50;

    /// <summary>The test on each example's difference.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static WilcoxonSignedRank OfDifferences(ReadOnlySpan<double> differences)
    {
        Guard.Finite(differences, nameof(differences));
        double[] nonZero = Array.FindAll(differences.ToArray(), d => d != 0);
        double[] ranks = Ranks.Average(Array.ConvertAll(nonZero, Math.Abs));
        double positive = 0;
        for (int i = 0; i < nonZero.Length; i++)
        {
            positive += nonZero[i] > 0 ? ranks[i] : 0;
        }

        bool exact = nonZero.Length <= LargestExact;
        double? p = differences.IsEmpty ? null : exact ? ExactP(ranks, positive) : NormalP(ranks, positive);
        return new WilcoxonSignedRank(positive, nonZero.Length, p, exact);
    }

    private static double ExactP(double[] ranks, double positive)
    {
        // Twice a mean rank is whole, so the sums of all 2^n sign patterns can be counted by adding one rank at a time.
        int largest = (int)Math.Round(2 * ranks.Sum());
        double[] share = new double[largest + 1];
        share[0] = 1;
        foreach (double rank in ranks)
        {
            int twice = (int)Math.Round(2 * rank);
            for (int sum = largest; sum >= 0; sum--)
            {
                share[sum] = (share[sum] + (sum >= twice ? share[sum - twice] : 0)) / 2;
            }
        }

        int observed = (int)Math.Round(2 * positive);
        int tail = Math.Min(observed, largest - observed);
        double p = 0;
        for (int sum = 0; sum <= tail; sum++)
        {
            p += share[sum];
        }

        return Math.Min(1, 2 * p);
    }

    private static double NormalP(double[] ranks, double positive)
    {
        // With independent signs the variance is a quarter of the sum of squared ranks; mean ranks carry the correction for ties.
        double mean = ranks.Sum() / 2;
        double deviation = Math.Sqrt(ranks.Sum(rank => rank * rank) / 4);
        return Math.Min(1, 2 * Normal.Cdf(-Math.Abs(positive - mean) / deviation));
    }
}
