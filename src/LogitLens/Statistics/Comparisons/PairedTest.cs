namespace LogitLens.Statistics;

/// <summary>
/// Tests of no difference between two conditions where examples are not all there is to the sample: clusters of examples, or draws that all
/// examples share.
/// </summary>
public static class PairedTest
{
    /// <summary>Name of the sign-flip test over clusters.</summary>
    public const string OverClusters = "cluster_sign_flip";

    /// <summary>Name of the t test over draws.</summary>
    public const string OverDraws = "t_over_draws";

    /// <summary>The smallest p-value that a number of draws can give: each could as well have had the other sign.</summary>
    public static double SmallestOverDraws(int draws) => Math.Min(1, Math.Pow(2, 1 - draws));

    /// <summary>
    /// The two-sided p-value of differences under several draws, or in clusters. Over draws: Student's t with both components of variance,
    /// and no less than all draws' agreement in sign would give. Over clusters: the sign-flip test of the clusters' sums.
    /// </summary>
    /// <param name="differences">[draw][example], second less first.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="seed">What random sign patterns follow from.</param>
    /// <returns>Null where there is no example, or one cluster alone.</returns>
    public static double? PValue(IReadOnlyList<double[]> differences, IReadOnlyList<int>? clusters, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences[0].Length == 0)
        {
            return null;
        }

        return differences.Count > 1
            ? SampleMean.OfDraws(differences, clusters).PValue is { } p ? Math.Max(p, SmallestOverDraws(differences.Count)) : null
            : Clusters.Sums(differences[0], clusters) is { Length: > 1 } sums ? SignFlipTest.OfDifferences(sums, seed).PValue : null;
    }
}
