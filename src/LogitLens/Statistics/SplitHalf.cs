namespace LogitLens.Statistics;

/// <summary>How far a ranking of items (heads, say) repeats from one half of the examples to the other.</summary>
/// <param name="Examples">How many examples there are; each half has half of them, an odd one is left out of each split.</param>
/// <param name="Splits">How many random splits were made.</param>
/// <param name="RankCorrelation">Spearman's correlation of the item means of the two halves, mean over splits; null below two examples,
/// below two items, or where the items' means do not vary.</param>
/// <param name="Range">Where the middle share of the splits lies. The splits reuse the same examples: this is their spread, not a
/// confidence interval for other examples.</param>
/// <param name="WholeReliability">The correlation to be expected between two rankings from as many examples as there are in all, by the
/// Spearman-Brown formula; null with <paramref name="RankCorrelation"/>, and where that is negative.</param>
/// <param name="FirstHalf">Item means of the first split's one half, for a scatter plot.</param>
/// <param name="SecondHalf">Item means of the first split's other half.</param>
public sealed record SplitHalf(
    int Examples,
    int Splits,
    double? RankCorrelation,
    Interval? Range,
    double? WholeReliability,
    IReadOnlyList<double> FirstHalf,
    IReadOnlyList<double> SecondHalf)
{
    /// <summary>Splits the examples in half at random, many times, and compares the item means of the halves.</summary>
    /// <param name="values">[example][item]: each item's value on each example.</param>
    /// <param name="seed">What the splits follow from.</param>
    /// <param name="splits">How many splits.</param>
    /// <param name="level">The share of splits that <see cref="Range"/> holds.</param>
    /// <exception cref="ArgumentException">Rows differ in length, or a value is NaN or infinite.</exception>
    public static SplitHalf Of(IReadOnlyList<double[]> values, long seed, int splits = 100, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(splits, 1);
        Guard.Level(level);
        int items = values.Count == 0 ? 0 : values[0].Length;
        foreach (double[] row in values)
        {
            Guard.SameLength(items, row.Length, nameof(values));
            Guard.Finite(row, nameof(values));
        }

        if (values.Count < 2)
        {
            return new SplitHalf(values.Count, splits, null, null, null, [], []);
        }

        int[] order = [.. Enumerable.Range(0, values.Count)];
        int half = order.Length / 2;
        SeededRandom random = new(seed);
        double[][]? shown = null;
        List<double> correlations = [];
        for (int split = 0; split < splits; split++)
        {
            random.Shuffle(order);
            double[] first = MeanOf(values, order.AsSpan(0, half), items);
            double[] second = MeanOf(values, order.AsSpan(half, half), items);
            shown ??= [first, second];
            if (Correlation.Spearman(first, second) is { } correlation)
            {
                correlations.Add(correlation);
            }
        }

        if (correlations.Count == 0)
        {
            return new SplitHalf(values.Count, splits, null, null, null, shown![0], shown[1]);
        }

        double mean = correlations.Average();
        correlations.Sort();
        double[] sorted = [.. correlations];
        Interval range = new(Quantiles.OfSorted(sorted, (1 - level) / 2), Quantiles.OfSorted(sorted, (1 + level) / 2), level);
        return new SplitHalf(values.Count, splits, mean, range, mean < 0 ? null : 2 * mean / (1 + mean), shown![0], shown[1]);
    }

    private static double[] MeanOf(IReadOnlyList<double[]> values, ReadOnlySpan<int> examples, int items)
    {
        double[] mean = new double[items];
        foreach (int example in examples)
        {
            for (int item = 0; item < items; item++)
            {
                mean[item] += values[example][item];
            }
        }

        for (int item = 0; item < items; item++)
        {
            mean[item] /= examples.Length;
        }

        return mean;
    }
}
