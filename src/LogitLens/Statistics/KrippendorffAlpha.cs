namespace LogitLens.Statistics;

/// <summary>
/// How far raters agree beyond chance, with any number of raters and ratings missing (K. Krippendorff, "Computing Krippendorff's
/// Alpha-Reliability", 2011), for categories that have no order: 1 for full agreement, 0 for that of ratings at random, below 0 for less.
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>Alpha with its percentile bootstrap interval over items; no value where no item has two ratings, or all ratings are alike.</summary>
    /// <param name="ratings">[item][rater] the category; null where a rater did not say.</param>
    /// <param name="seed">What the resamples follow from.</param>
    public static Estimate Of(IReadOnlyList<int?[]> ratings, long seed) => OfGroups([.. ratings.Select(item => new[] { item })], seed);

    /// <summary>The same of items that belong together, as words of a text do, and are resampled together; the count is that of groups.</summary>
    /// <param name="groups">[group][item][rater] the category; null where a rater did not say.</param>
    /// <param name="seed">What the resamples follow from.</param>
    public static Estimate OfGroups(IReadOnlyList<int?[][]> groups, long seed)
    {
        int[][][] paired =
        [
            .. groups.Select(group => group.Select(item => item.OfType<int>().ToArray()).Where(item => item.Length > 1).ToArray())
                .Where(group => group.Length > 0),
        ];
        Estimate estimate = Bootstrap.Interval(paired.Length, indices => Alpha(paired, indices), seed);
        return estimate with { Value = paired.Length == 0 ? null : Alpha(paired, [.. Enumerable.Range(0, paired.Length)]) };
    }

    // Observed disagreement over expected disagreement, from the matrix of coincidences within items.
    private static double? Alpha(int[][][] groups, ReadOnlySpan<int> chosen)
    {
        Dictionary<int, double> totals = [];
        double disagreements = 0;
        foreach (int index in chosen)
        {
            foreach (int[] item in groups[index])
            {
                foreach (int category in item)
                {
                    totals[category] = totals.GetValueOrDefault(category) + 1;
                    disagreements += (double)item.Count(other => other != category) / (item.Length - 1);
                }
            }
        }

        double n = totals.Values.Sum(), expected = totals.Values.Sum(count => count * (n - count));
        return expected == 0 ? null : 1 - ((n - 1) * disagreements / expected);
    }
}
