using LogitLens.Experiments.Steering;
using LogitLens.Models;

namespace LogitLens.Tests.Experiments.Steering.Directions;

public sealed class MeanDifferenceTests
{
    private static readonly Site s_site = new(SiteKind.ResidPost, 2);

    [Fact]
    public void It_goes_from_the_other_class_to_the_one_and_parts_them_halfway()
    {
        MeanDifference means = new(s_site, Texts([0, 0], [2, 0], [4, 4], [4, 6]), [0, 0, 1, 1]);

        LayerDirection found = means.Towards(1);

        // Means (1, 0) and (4, 5); halfway (2.5, 2.5), whose coordinate along (3, 5) is 20 / sqrt(34).
        Assert.Equal([3f, 5f], found.Vector);
        Assert.Equal(20 / Math.Sqrt(34), found.Midpoint!.Value, 12);
        Assert.Equal(Math.Sqrt(34), found.Length, 12);
        Assert.Equal([2.5f, 2.5f], found.Middle!);
        Assert.Equal((2, "blocks.2.hook_resid_post"), (found.Layer, found.Site));
        Assert.Equal([-3f, -5f], means.Towards(0).Vector);
    }

    [Fact]
    public void Of_several_other_classes_each_counts_alike()
    {
        MeanDifference means = new(s_site, Texts([0], [0], [0], [6], [9]), [0, 0, 0, 1, 2]);

        Assert.Equal([6f], means.Towards(2).Vector);
    }

    [Fact]
    public void Other_directions_are_as_long_and_are_turned_about_the_same_point()
    {
        SeededRandom random = new(1);
        double[][] rows = [.. Enumerable.Range(0, 40).Select(row => new[] { row % 2 * 8.0, random.NextDouble(), random.NextDouble() })];
        MeanDifference means = new(s_site, Texts(rows), [.. Enumerable.Range(0, 40).Select(row => row % 2)]);
        LayerDirection own = means.Towards(1);
        LayerDirection first = means.Shuffled(1, own, 1, seed: 0), second = means.Shuffled(1, own, 2, seed: 0);

        Assert.All([own, first, second, RandomDirection.Like(own, 1, seed: 0)], direction =>
        {
            Assert.Equal(own.Length, direction.Length, 4);
            Assert.Equal(direction.Vector.Zip(own.Middle!, (v, m) => v * m).Sum() / direction.Length, direction.Midpoint!.Value, 4);
        });
        Assert.NotEqual(first.Vector, second.Vector);
        Assert.Equal(first.Vector, means.Shuffled(1, own, 1, seed: 0).Vector);
    }

    [Fact]
    public void A_text_of_several_rows_counts_for_as_many()
    {
        MeanDifference means = new(s_site, [new TextSum([0], 1), new TextSum([9], 3), new TextSum([7], 1)], [0, 1, 1]);

        // (9 + 7) / 4
        Assert.Equal([4f], means.Towards(1).Vector);
    }

    [Fact]
    public void A_probe_leaves_out_what_the_classes_share_noise_along()
    {
        // The classes differ along the first axis as along the second, but the second also carries noise that both share: a probe filters it.
        SeededRandom random = new(3);
        int[] labels = [.. Enumerable.Range(0, 200).Select(text => text % 2)];
        double[][] alike = [.. labels.Select(label => new[] { label + random.NextDouble(), label + random.NextDouble() })];
        double[][] noisy = [.. labels.Select(label => new[] { label + random.NextDouble(), label + (20 * random.NextDouble()) - 10 })];

        double without = new MeanDifference(s_site, Texts(alike), labels).CosineWithProbe(1, default);
        double with = new MeanDifference(s_site, Texts(noisy), labels).CosineWithProbe(1, default);

        Assert.InRange(without, 0.98, 1.0);
        Assert.InRange(with, -1, 0.98);
    }

    [Fact]
    public void Held_out_texts_lie_on_their_side_where_the_classes_are_far_apart_and_not_where_they_are_the_same()
    {
        SeededRandom random = new(4);
        int[] labels = [.. Enumerable.Range(0, 400).Select(text => text % 2)];
        double[][] apart = [.. labels.Select(label => new[] { (5.0 * label) + random.NextDouble() })];
        double[][] same = [.. labels.Select(_ => new[] { random.NextDouble() })];

        int[] halves = [.. Enumerable.Range(0, 400).Select(text => text / 2 % 2)];
        Assert.Equal(1, new MeanDifference(s_site, Texts(apart), labels).HeldOutAccuracy(1, halves));
        Assert.InRange(new MeanDifference(s_site, Texts(same), labels).HeldOutAccuracy(1, halves)!.Value, 0.35, 0.65);
        Assert.Null(new MeanDifference(s_site, Texts([1], [2], [3]), [0, 0, 1]).HeldOutAccuracy(1, [0, 1, 1]));
    }

    private static TextSum[] Texts(params double[][] rows) => [.. rows.Select(row => new TextSum(row, 1))];

    [Fact]
    public void Classes_that_are_alike_have_no_direction() =>
        Assert.Contains("the classes' mean activations are the same",
            Assert.Throws<InputException>(() => new MeanDifference(s_site, Texts([1], [1]), [0, 1]).Towards(1)).Message,
            StringComparison.Ordinal);
}
