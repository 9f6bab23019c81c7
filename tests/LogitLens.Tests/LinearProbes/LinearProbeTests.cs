using LogitLens.Engine;
using LogitLens.LinearProbes;

namespace LogitLens.Tests.LinearProbes;

public sealed class LinearProbeTests
{
    public LinearProbeTests() => TorchEngine.Start();

    [Fact]
    public void A_point_is_as_deep_in_one_of_two_classes_as_it_is_beyond_the_other()
    {
        // 3 x 1 + 4 x 3 + 5 = 20, and the weight is 5 long.
        LinearProbe probe = new([[3, 4]], [5]);

        Assert.Equal(4, probe.DepthIn(1, [1, 3]), 12);
        Assert.Equal(-4, probe.DepthIn(0, [1, 3]), 12);
    }

    [Fact]
    public void Of_several_classes_the_boundary_that_is_nearest_or_farthest_beyond_counts()
    {
        // The logits are 2, 1 and 0; boundaries lie along (1, -1), (1, 0) and (0, 1).
        LinearProbe probe = new([[1, 0], [0, 1], [0, 0]], [0, 0, 0]);

        Assert.Equal(1 / Math.Sqrt(2), probe.DepthIn(0, [2, 1]), 12);
        Assert.Equal(-1 / Math.Sqrt(2), probe.DepthIn(1, [2, 1]), 12);
        Assert.Equal(-2, probe.DepthIn(2, [2, 1]), 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_point_lies_in_the_class_that_it_is_given(int rows)
    {
        SeededRandom random = new(rows);
        double[] Normal(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
        LinearProbe probe = new([.. Enumerable.Range(0, rows).Select(_ => Normal(3))], Normal(rows));
        double[][] points = [.. Enumerable.Range(0, 50).Select(_ => Normal(3))];
        using DisposeScope scope = NewDisposeScope();
        int[] given = probe.Classify(tensor([.. points.SelectMany(point => point)], [50, 3]));

        for (int k = 0; k < points.Length; k++)
        {
            Assert.Equal(given[k], Assert.Single(Enumerable.Range(0, probe.Classes), label => probe.DepthIn(label, points[k]) > 0));
        }
    }

    [Fact]
    public void Biases_alone_give_one_class_to_all_points()
    {
        LinearProbe probe = new([[0, 0]], [-0.5]);

        Assert.Equal((0.5, -0.5), (probe.DepthIn(0, [7, 7]), probe.DepthIn(1, [7, 7])));
    }
}
