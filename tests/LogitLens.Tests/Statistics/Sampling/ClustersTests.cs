using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Sampling;

public class ClustersTests
{
    [Fact]
    public void Names_are_numbered_as_they_appear() => Assert.Equal([0, 1, 0, 2], Clusters.Number(["b", "a", "b", "A"]));

    [Fact]
    public void Sums_are_by_cluster_and_the_values_themselves_without()
    {
        Assert.Equal([4, 2], Clusters.Sums([1, 2, 3], [7, 5, 7]));
        Assert.Equal([1, 2, 3], Clusters.Sums([1, 2, 3], null));
    }
}
