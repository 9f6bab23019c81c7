using LogitLens.Statistics;

namespace LogitLens.Benchmarks.Coverage;

/// <summary>How often tests reject a null that is true.</summary>
internal static class Tests
{
    private const double Level = 0.05;

    public static void All(Table many, Table few)
    {
        many.Row("McNemar (accuracies of two conditions)", "both 0.75, correlated 0.4", (random, n) =>
        {
            (bool[] first, bool[] second) = Intervals.Pairs(random, n, 0.75, 0.75);
            return McNemarTest.Of(first, second).PValue <= Level;
        });
        few.Row("paired bootstrap (probabilities of two conditions)", "normal", (random, n) =>
            PairedBootstrap.Of([new double[n]], [Samples.Draw(n, random.Normal)], null, ValueRange.Any, random.Next(), 1000).PValue <= Level);
        few.Row("paired bootstrap (probabilities of two conditions)", "Beta(0.3, 0.9) twice", (random, n) => PairedBootstrap.Of(
            [Samples.Draw(n, () => random.Beta(0.3, 0.9))], [Samples.Draw(n, () => random.Beta(0.3, 0.9))], null, ValueRange.Any, random.Next(),
            1000).PValue <= Level);
        many.Row("Wilcoxon (effect of an edit)", "normal", (random, n) => WilcoxonSignedRank.OfDifferences(Samples.Draw(n, random.Normal)).PValue <= Level);
        many.Row("Wilcoxon (effect of an edit)", "symmetric, heavy tails", (random, n) =>
            WilcoxonSignedRank.OfDifferences(Samples.Draw(n, () => random.Normal() * random.Exponential())).PValue <= Level);
        few.Row("sign flips of clusters of 5", "no difference, correlated within", (random, n) =>
        {
            double[] differences = [.. Intervals.Clustered(random, n, 0.5).Select(value => value - 0.5)];
            return PairedTest.PValue([differences], Intervals.ClustersOf(n), random.Next()) <= Level;
        });
        foreach (int draws in new[] { 6, 12 })
        {
            few.Row($"t over {draws} draws of demonstrations", "no difference; draws vary by 0.15", (random, n) => PairedTest.PValue(
                [.. Intervals.Drawn(random, n, draws, 0.15).Zip(Intervals.Drawn(random, n, draws, 0.15), (a, b) => a.Zip(b, (x, y) => y - x).ToArray())],
                null) <= Level);
        }

        few.Row("shuffled class tags, any of 40 items", "no difference, items correlated", (random, n) =>
        {
            int[] tags = [.. Enumerable.Range(0, n).Select(i => i % 2)];
            double[][] values = [.. Enumerable.Range(0, n).Select(_ =>
            {
                double shared = random.Normal();
                return Samples.Draw(40, () => shared + random.Normal());
            })];
            return ShuffledTags.Test(values, tags, 2, random.Next(), shuffles: 199).Any(item => item.Any(p => p <= Level));
        });
        many.Row("equivalence", "a difference at the margin", (random, n) =>
            EquivalenceTest.Paired(Samples.Draw(n, () => 0.5 + (0.8 * random.Normal())), 0.5).PValue <= Level);
    }
}
