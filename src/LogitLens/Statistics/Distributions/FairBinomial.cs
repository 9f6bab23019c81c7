namespace LogitLens.Statistics;

/// <summary>Fair coin tosses, the null distribution of the sign test and of McNemar's.</summary>
internal static class FairBinomial
{
    /// <summary>
    /// The two-sided probability of a split at least as uneven as <paramref name="heads"/> of <paramref name="tosses"/>; 1 for no toss.
    /// </summary>
    public static double TwoSided(int heads, int tosses)
    {
        int fewer = Math.Min(heads, tosses - heads);

        // P(X <= k) = I_(1/2)(n - k, k + 1); an even split would count its middle twice.
        return 2 * fewer >= tosses ? 1 : Math.Min(1, 2 * BetaFunction.Regularized(0.5, tosses - fewer, fewer + 1));
    }
}
