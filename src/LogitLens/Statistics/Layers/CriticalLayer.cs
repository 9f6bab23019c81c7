namespace LogitLens.Statistics;

/// <summary>
/// The layer at which correct and incorrect demonstrations part: the first at which the gap in accuracy between them reaches half of its
/// final value, with the final value's sign (after Halawi, Denain and Steinhardt, "Overthinking the truth", 2023).
/// </summary>
/// <param name="Layer">The layer with its bootstrap interval over examples, of which the interval is over the draws that have one; no value
/// when the final gap is smaller than the smallest that counts, for half of nothing is reached everywhere.</param>
/// <param name="Gaps">[layer] accuracy under correct less accuracy under incorrect demonstrations.</param>
public sealed record CriticalLayer(Estimate Layer, IReadOnlyList<double> Gaps)
{
    /// <summary>A final gap below one percentage point is taken for none.</summary>
    public const double SmallestGap = 0.01;

    /// <summary>
    /// The critical layer of examples measured under several draws of demonstrations, or in clusters. The bootstrap draws draws and examples
    /// (or clusters) alike (A. B. Owen, "The pigeonhole bootstrap", 2007); over a handful of draws it is too narrow.
    /// </summary>
    /// <param name="correct">[draw][example][layer]: whether the prediction is right under correct demonstrations.</param>
    /// <param name="incorrect">[draw][example][layer]: the same examples and draws under incorrect ones.</param>
    /// <param name="seed">What the bootstrap's draws follow from.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <param name="smallestGap">The smallest final gap that counts.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="level">Confidence level.</param>
    public static CriticalLayer Of(
        IReadOnlyList<bool[][]> correct,
        IReadOnlyList<bool[][]> incorrect,
        long seed,
        IReadOnlyList<int>? clusters,
        double smallestGap = SmallestGap,
        int resamples = 1000,
        double level = 0.95)
    {
        Guard.SameLength(correct.Count, incorrect.Count, nameof(incorrect));
        int n = correct[0].Length, draws = correct.Count, layers = n == 0 ? 0 : correct[0][0].Length;
        int[][] units = Clusters.Members(n, clusters);

        // [draw][unit][layer]: how many more are right under correct demonstrations.
        int[][][] excess = [.. correct.Zip(incorrect, (a, b) => units.Select(unit => Enumerable.Range(0, layers)
            .Select(layer => unit.Sum(i => (a[i][layer] ? 1 : 0) - (b[i][layer] ? 1 : 0))).ToArray()).ToArray())];
        SeededRandom random = new(seed + 1);
        bool observed = true;
        Estimate layer = Bootstrap.Interval(
            units.Length,
            chosen =>
            {
                int[] drawn = [.. Enumerable.Range(0, draws).Select(draw => observed || draws == 1 ? draw : random.Next(draws))];
                observed = false; // The first call is of the sample itself.
                int examples = 0;
                foreach (int unit in chosen)
                {
                    examples += units[unit].Length;
                }

                return FirstHalfway(GapsOf(excess, drawn, chosen, layers, examples * draws), smallestGap);
            },
            seed, resamples, level);
        int[] all = [.. Enumerable.Range(0, units.Length)];
        return new CriticalLayer(layer with { N = n }, n == 0 ? [] : GapsOf(excess, [.. Enumerable.Range(0, draws)], all, layers, n * draws));
    }

    /// <summary>The critical layer of gaps by layer; null when there is no layer or the final gap is below the smallest.</summary>
    internal static int? FirstHalfway(double[] gaps, double smallestGap = SmallestGap)
    {
        if (gaps.Length == 0 || gaps[^1] == 0 || Math.Abs(gaps[^1]) < smallestGap)
        {
            return null;
        }

        double sign = Math.Sign(gaps[^1]);

        // Differences of rounded accuracies: 0.55 - 0.45 and half of 0.6 - 0.4 are not the same number.
        double half = (Math.Abs(gaps[^1]) / 2) - 1e-12;
        return Array.FindIndex(gaps, gap => gap * sign >= half);
    }

    private static double[] GapsOf(int[][][] excess, int[] draws, ReadOnlySpan<int> units, int layers, int measured)
    {
        int[] sums = new int[layers];
        foreach (int draw in draws)
        {
            foreach (int unit in units)
            {
                int[] own = excess[draw][unit];
                for (int layer = 0; layer < layers; layer++)
                {
                    sums[layer] += own[layer];
                }
            }
        }

        return Array.ConvertAll(sums, sum => (double)sum / measured);
    }
}
