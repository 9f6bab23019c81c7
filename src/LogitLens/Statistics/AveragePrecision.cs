namespace LogitLens.Statistics;

/// <summary>
/// Average precision of a ranking: the mean, over the items that should come first, of the share of such items among those ranked no lower. The area
/// under the precision-recall curve as steps.
/// </summary>
public static class AveragePrecision
{
    /// <summary>Of a ranking by score, the greatest first. Equal scores share a place, and the precision at its end.</summary>
    /// <returns>Null where no item or every item should come first, since any order is as good.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static double? Of(IReadOnlyList<double> scores, IReadOnlyList<bool> wanted)
    {
        Guard.SameLength(scores.Count, wanted.Count, nameof(wanted));
        if (scores.Any(double.IsNaN))
        {
            throw new ArgumentException("a score is NaN", nameof(scores));
        }

        int all = wanted.Count(each => each), above = 0, wantedAbove = 0;
        if (all == 0 || all == wanted.Count)
        {
            return null;
        }

        double sum = 0;
        foreach (IGrouping<double, bool> place in scores.Zip(wanted).GroupBy(item => item.First, item => item.Second).OrderByDescending(place => place.Key))
        {
            int here = place.Count(each => each);
            above += place.Count();
            wantedAbove += here;
            sum += here * (double)wantedAbove / above;
        }

        return sum / all;
    }

    /// <summary>Its mean over all orders of so many items, of which so many should come first.</summary>
    public static double OfChance(int items, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        double harmonic = Enumerable.Range(1, items).Sum(rank => 1.0 / rank);
        return items == 1 ? wanted : (harmonic + ((wanted - 1.0) / (items - 1) * (items - harmonic))) / items;
    }
}
