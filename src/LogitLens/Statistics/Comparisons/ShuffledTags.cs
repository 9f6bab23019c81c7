namespace LogitLens.Statistics;

/// <summary>
/// Which items treat one class of examples otherwise than the rest, corrected over all items and classes by the greatest statistic under
/// shuffled class tags (P. H. Westfall and S. S. Young, "Resampling-based multiple testing", 1993, single-step max-T): the chance of any
/// false finding is at most the level, however the items are correlated.
/// </summary>
/// <remarks>
/// The statistic is Welch's t of the class against the rest, which lets classes differ in spread. Classes with fewer examples than
/// <see cref="FewestInClass"/> are left out: their statistics swing so far under shuffling that they would hide all others.
/// </remarks>
public static class ShuffledTags
{
    /// <summary>Fewer examples than these make no class to be compared.</summary>
    public const int FewestInClass = 8;

    /// <summary>Adjusted p-values, [item][class]; null where a class has too few examples, or an item does not vary.</summary>
    /// <param name="values">[example][item]; NaN where an item does not apply to an example.</param>
    /// <param name="tags">Each example's class, from 0.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="seed">What the shuffles follow from.</param>
    /// <param name="clusters">
    /// What each example belongs to; null where all are independent. Where a cluster's examples have one tag, clusters swap their tags as wholes;
    /// else tags are shuffled within clusters.
    /// </param>
    /// <param name="shuffles">How many shuffles; the smallest p-value is 1 / (1 + shuffles).</param>
    /// <exception cref="ArgumentException">There is not one tag for each example.</exception>
    public static double?[][] Test(
        IReadOnlyList<double[]> values, IReadOnlyList<int> tags, int classes, long seed, IReadOnlyList<int>? clusters = null, int shuffles = 999)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(tags);
        Guard.SameLength(values.Count, tags.Count, nameof(tags));
        ArgumentOutOfRangeException.ThrowIfLessThan(shuffles, 1);
        int items = values.Count == 0 ? 0 : values[0].Length;
        double[][] centred = Centre(values, items);
        double[] observed = new double[items * classes];
        Statistics(centred, [.. tags], classes, observed);
        double[] greatest = new double[shuffles];
        int[][] orders = Orders(tags, seed, clusters, shuffles);
        Parallel.For(0, shuffles, () => new double[items * classes], (shuffle, _, own) =>
        {
            Statistics(centred, orders[shuffle], classes, own);
            greatest[shuffle] = own.Where(t => !double.IsNaN(t)).DefaultIfEmpty(0).Max();
            return own;
        }, _ => { });
        Array.Sort(greatest);
        return
        [
            .. Enumerable.Range(0, items).Select(item => Enumerable.Range(0, classes).Select(label =>
            {
                double t = observed[(item * classes) + label];
                return double.IsNaN(t) ? (double?)null : (1.0 + AtLeast(greatest, t)) / (1 + shuffles);
            }).ToArray()),
        ];
    }

    private static int[][] Orders(IReadOnlyList<int> tags, long seed, IReadOnlyList<int>? clusters, int shuffles)
    {
        SeededRandom random = new(seed);
        int[][] groups = clusters is null
            ? [[.. Enumerable.Range(0, tags.Count)]]
            : [.. Enumerable.Range(0, tags.Count).GroupBy(row => clusters[row]).Select(cluster => cluster.ToArray())];
        bool wholes = clusters is not null && Array.TrueForAll(groups, rows => Array.TrueForAll(rows, row => tags[row] == tags[rows[0]]));
        return [.. Enumerable.Range(0, shuffles).Select(_ => wholes ? Swapped(tags, groups, random) : Mixed(tags, groups, random))];
    }

    private static int[] Swapped(IReadOnlyList<int> tags, int[][] groups, SeededRandom random)
    {
        int[] own = [.. groups.Select(rows => tags[rows[0]])], order = new int[tags.Count];
        random.Shuffle<int>(own);
        foreach ((int[] rows, int tag) in groups.Zip(own))
        {
            Array.ForEach(rows, row => order[row] = tag);
        }

        return order;
    }

    private static int[] Mixed(IReadOnlyList<int> tags, int[][] groups, SeededRandom random)
    {
        int[] order = new int[tags.Count];
        foreach (int[] rows in groups)
        {
            int[] own = [.. rows.Select(row => tags[row])];
            random.Shuffle<int>(own);
            for (int k = 0; k < rows.Length; k++)
            {
                order[rows[k]] = own[k];
            }
        }

        return order;
    }

    // An item's mean is of no interest, and without it sums of squares lose no digits.
    private static double[][] Centre(IReadOnlyList<double[]> values, int items)
    {
        double[] means = [.. Enumerable.Range(0, items).Select(item =>
            values.Select(row => row[item]).Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).Average())];
        return [.. values.Select(row => row.Select((value, item) => value - means[item]).ToArray())];
    }

    // The size of Welch's t, [item x class].
    private static void Statistics(double[][] values, int[] tags, int classes, double[] found)
    {
        int items = values.Length == 0 ? 0 : values[0].Length;
        double[] sums = new double[items * classes], squares = new double[items * classes];
        int[] counts = new int[items * classes];
        for (int row = 0; row < values.Length; row++)
        {
            double[] own = values[row];
            int at = tags[row];
            for (int item = 0; item < own.Length; item++, at += classes)
            {
                if (!double.IsNaN(own[item]))
                {
                    sums[at] += own[item];
                    squares[at] += own[item] * own[item];
                    counts[at]++;
                }
            }
        }

        for (int item = 0; item < items; item++)
        {
            Span<double> sum = sums.AsSpan(item * classes, classes), square = squares.AsSpan(item * classes, classes);
            Span<int> count = counts.AsSpan(item * classes, classes);
            double allSums = Sum(sum), allSquares = Sum(square);
            int all = 0;
            foreach (int own in count)
            {
                all += own;
            }

            for (int label = 0; label < classes; label++)
            {
                found[(item * classes) + label] = count[label] < FewestInClass || all - count[label] < FewestInClass
                    ? double.NaN
                    : Welch(sum[label], square[label], count[label], allSums - sum[label], allSquares - square[label], all - count[label]);
            }
        }
    }

    private static double Welch(double sum, double squares, int count, double otherSum, double otherSquares, int others)
    {
        double variance = VarianceOfMean(sum, squares, count) + VarianceOfMean(otherSum, otherSquares, others);
        double difference = Math.Abs((sum / count) - (otherSum / others));
        return variance > 0 ? difference / Math.Sqrt(variance) : difference == 0 ? double.NaN : double.PositiveInfinity;
    }

    private static double VarianceOfMean(double sum, double squares, int count) =>
        Math.Max(0, squares - (sum * sum / count)) / (count - 1) / count;

    private static double Sum(Span<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    // How many of the sorted values are as great, a rounding's breadth granted.
    private static int AtLeast(double[] sorted, double t)
    {
        double least = t * (1 - 1e-12);
        int first = Array.FindIndex(sorted, value => value >= least);
        return first < 0 ? 0 : sorted.Length - first;
    }
}
