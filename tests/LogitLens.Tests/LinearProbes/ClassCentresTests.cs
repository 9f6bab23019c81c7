using LogitLens.Engine;
using LogitLens.LinearProbes;

namespace LogitLens.Tests.LinearProbes;

public sealed class ClassCentresTests
{
    public ClassCentresTests() => TorchEngine.Start();

    [Fact]
    public void Two_classes_by_hand()
    {
        using DisposeScope scope = NewDisposeScope();

        ClassCentres centres = ClassCentres.Of(tensor([0.0, 0.0, 2.0, 0.0, 5.0, 4.0], [3, 2]), [0, 0, 1], 2);

        Assert.Equal([1, 0], centres.Means[0]);
        Assert.Equal([5, 4], centres.Means[1]);
        Assert.Equal([3, 2], centres.Midpoint);
        Assert.Equal([4, 4], centres.Differences[0]);
        LinearProbe nearest = centres.Nearest();
        Assert.Equal(0, Vectors.Dot(nearest.Weight[0], centres.Midpoint) + nearest.Bias[0], 12);
        Assert.Equal([0, 1], nearest.Classify(tensor([2.9, 2.0, 3.1, 2.0], [2, 2])));
    }

    [Fact]
    public void Each_row_goes_to_the_nearest_of_several_means()
    {
        using DisposeScope scope = NewDisposeScope();
        ClassCentres centres = new([[0, 0], [4, 0], [0, 6]]);
        SeededRandom random = new(1);
        double[][] rows = [.. Enumerable.Range(0, 50).Select(_ => (double[])[(random.NextDouble() * 8) - 2, (random.NextDouble() * 10) - 2])];

        int[] given = centres.Nearest().Classify(tensor([.. rows.SelectMany(row => row)], [50, 2]));

        Assert.Equal(rows.Select(row => Enumerable.Range(0, 3).MinBy(label => centres.Means[label].Zip(row, (m, x) => (m - x) * (m - x)).Sum())), given);
    }
}
