using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Experiments.Steering;
using LogitLens.Options;

namespace LogitLens.Tests.Experiments.Steering.Texts;

public sealed class SteerTextDataTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("noun", null, true)]
    [InlineData(null, "number", true)]
    [InlineData("noun", "number", true)]
    public void Labelled_texts_belong_together_as_was_asked_for_and_those_of_other_data_as_these_say(string? column, string? elsewhere, bool together)
    {
        SteerOptions options = new() { Data = new DataOptions { Cluster = column }, Texts = new SteerTextOptions { DirectionDataset = elsewhere } };

        Assert.Equal(together ? [0, 0, 1] : null, SteerTextData.LabelledClusters(Texts("cat", "cat", "dog"), options));
    }

    [Fact]
    public void Other_data_that_say_nothing_of_some_texts_have_no_clusters() => Assert.Null(SteerTextData.LabelledClusters(
        Texts("cat", null, "cat"), new SteerOptions { Data = new DataOptions { Cluster = "noun" }, Texts = new SteerTextOptions { DirectionDataset = "x" } }));

    private static LabelledTexts Texts(params string?[] clusters)
    {
        Example[] examples =
            [.. clusters.Select((cluster, place) => new Example($"all:{place}", "a b", new RowSource("x.tsv", place + 1, place + 1)) { Cluster = cluster })];
        Dataset dataset = new(new DataOrigin("nouns", "all", [new DataFile("x.tsv", 1, "00")], examples.Length, []), examples, LabelSet.Sentiment);
        return new LabelledTexts(dataset, LabelSet.Sentiment, [.. examples.Select(_ => new[] { 1, 2 })], CutTexts: 0);
    }
}
