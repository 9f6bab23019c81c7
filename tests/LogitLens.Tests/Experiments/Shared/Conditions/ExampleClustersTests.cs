using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Tests.Datasets;

namespace LogitLens.Tests.Experiments.Conditions;

public sealed class ExampleClustersTests
{
    [Fact]
    public void Examples_that_share_a_cell_belong_together()
    {
        Dataset dataset = Clustered(i => i < 2 ? "a" : "b");

        Assert.Equal(["a", "a", "b", "b"], dataset.Examples.Select(example => ExampleClusters.Of(dataset, "template")![example.Id]));
        Assert.Null(ExampleClusters.Of(dataset, null));
        Assert.Equal(
            "4 examples in 2 clusters: intervals and tests are over clusters", Assert.Single(ExampleClusters.Notes(ExampleClusters.Of(dataset, "template"))));
    }

    [Fact]
    public void Rows_of_their_own_and_a_single_group_are_refused()
    {
        Assert.Equal(
            "--cluster id: each row has a value of its own, so no rows belong together; leave it out",
            Assert.Throws<InputException>(() => ExampleClusters.Of(Clustered(i => $"{i}"), "id")).Message);
        Assert.Equal(
            "--cluster id: all 4 rows have the same value, and one group tells nothing of others",
            Assert.Throws<InputException>(() => ExampleClusters.Of(Clustered(_ => "x"), "id")).Message);
        Assert.StartsWith(
            "--cluster id: ", Assert.Throws<InputException>(() => ExampleClusters.Of(Samples.Classified(LabelSet.Sentiment, 2, 2), "id")).Message,
            StringComparison.Ordinal);
    }

    private static Dataset Clustered(Func<int, string> name)
    {
        Dataset dataset = Samples.Classified(LabelSet.Sentiment, 2, 2);
        return dataset with { Examples = [.. dataset.Examples.Select((example, i) => example with { Cluster = name(i) })] };
    }
}
