using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Comparisons;

public sealed class ShuffledTagsTests
{
    [Fact]
    public void Tags_that_say_nothing_seldom_give_any_finding_over_all_cells()
    {
        const int Runs = 200;
        int found = 0, foundUncorrected = 0;
        for (int run = 0; run < Runs; run++)
        {
            (double[][] values, int[] tags) = Correlated(run, examples: 60, items: 24, classes: 3);
            double?[][] p = ShuffledTags.Test(values, tags, 3, seed: run, shuffles: 99);
            found += p.Any(item => item.Any(cell => cell < 0.05)) ? 1 : 0;
            foundUncorrected += p.Any(item => item.Any(cell => cell < 0.6)) ? 1 : 0;
        }

        // 4 of 100 ranks lie below 0.05; three standard errors of 200 runs are granted.
        Assert.InRange(found, 1, (int)(Runs * (0.04 + (3 * Math.Sqrt(0.04 * 0.96 / Runs)))));
        Assert.InRange(foundUncorrected, Runs * 0.45, Runs * 0.72);
    }

    [Fact]
    public void An_item_that_treats_one_class_otherwise_is_found_with_the_smallest_p_that_shuffles_can_give()
    {
        (double[][] values, int[] tags) = Correlated(1, examples: 60, items: 24, classes: 3);
        for (int row = 0; row < values.Length; row++)
        {
            values[row][7] += tags[row] == 2 ? 6 : 0;
        }

        double?[][] p = ShuffledTags.Test(values, tags, 3, seed: 0, shuffles: 199);

        Assert.Equal(1.0 / 200, p[7][2]!.Value, 12);
        Assert.True(p[3][0] > 0.05);
    }

    [Fact]
    public void A_class_of_few_examples_is_not_tested()
    {
        double[][] values = [.. Enumerable.Range(0, 40).Select(row => new double[] { row % 7, row == 0 ? 99 : row % 5 })];
        int[] tags = [.. Enumerable.Range(0, 40).Select(row => row < ShuffledTags.FewestInClass - 1 ? 2 : row % 2)];

        double?[][] p = ShuffledTags.Test(values, tags, 3, seed: 0, shuffles: 19);

        Assert.All(p, item => Assert.Null(item[2]));
        Assert.All(p, item => Assert.NotNull(item[0]));
    }

    [Fact]
    public void Examples_that_an_item_does_not_apply_to_count_for_neither_class()
    {
        // The one value of the other class that is far off belongs to an example without the item.
        double[][] values = [.. Enumerable.Range(0, 40).Select(row => new[] { row == 0 ? double.NaN : row % 2 == 0 ? 1 + (row % 3) : 4 + (row % 5) })];
        int[] tags = [.. Enumerable.Range(0, 40).Select(row => row % 2)];

        double?[][] p = ShuffledTags.Test(values, tags, 2, seed: 0, shuffles: 99);

        Assert.Equal(0.01, p[0][0]!.Value, 12);
        Assert.Equal(p[0][0], p[0][1]);
    }

    [Fact]
    public void Clusters_of_one_tag_count_as_often_as_there_are_clusters()
    {
        // Four clusters, each far from the others and of one class: forty examples, and four draws.
        double[][] values = [.. Enumerable.Range(0, 40).Select(row => new[] { (row / 10 % 2 == 0 ? 5 : 0) + (row % 3 * 0.1) })];
        int[] tags = [.. Enumerable.Range(0, 40).Select(row => row / 10 % 2)], clusters = [.. Enumerable.Range(0, 40).Select(row => row / 10)];

        Assert.Equal(0.01, ShuffledTags.Test(values, tags, 2, 0, shuffles: 99)[0][0]!.Value, 12);
        Assert.InRange(ShuffledTags.Test(values, tags, 2, 0, clusters, shuffles: 99)[0][0]!.Value, 0.2, 0.5);
    }

    [Fact]
    public void Within_clusters_of_several_tags_their_own_level_does_not_count()
    {
        // The second example of each pair is greater by 1, whatever its pair's level.
        double[][] values = [.. Enumerable.Range(0, 40).Select(row => new[] { (row / 2 * 7 % 20) + (row % 2) + (row % 3 * 0.01) })];
        int[] tags = [.. Enumerable.Range(0, 40).Select(row => row % 2)], pairs = [.. Enumerable.Range(0, 40).Select(row => row / 2)];

        Assert.True(ShuffledTags.Test(values, tags, 2, 0, shuffles: 99)[0][0] > 0.2);
        Assert.Equal(0.01, ShuffledTags.Test(values, tags, 2, 0, pairs, shuffles: 99)[0][0]!.Value, 12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_p_values()
    {
        (double[][] values, int[] tags) = Correlated(5, 40, 6, 2);

        Assert.Equal(ShuffledTags.Test(values, tags, 2, 3, shuffles: 99), ShuffledTags.Test(values, tags, 2, 3, shuffles: 99));
    }

    // Items share a part that examples bring along, as effects of heads do.
    private static (double[][] Values, int[] Tags) Correlated(int seed, int examples, int items, int classes)
    {
        SeededRandom random = new(seed);
        double Draw() => Normal.Quantile((random.NextDouble() * 0.999998) + 1e-6);
        double[][] values = [.. Enumerable.Range(0, examples).Select(_ =>
        {
            double shared = Draw();
            return Enumerable.Range(0, items).Select(_ => shared + Draw()).ToArray();
        })];
        return (values, [.. Enumerable.Range(0, examples).Select(row => row % classes)]);
    }
}
