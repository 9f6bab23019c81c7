using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Options;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Inputs;

public sealed class TaskOfDataTests
{
    [Theory]
    [InlineData("sst2", TaskKind.Classification)]
    [InlineData("gsm8k", TaskKind.Generation)]
    [InlineData("blimp", TaskKind.MinimalPairs)]
    public void A_name_of_the_catalogue_has_its_own_task(string name, TaskKind expected) =>
        Assert.Equal(expected, TaskOfData.Find(new DataOptions { Dataset = name }));

    [Theory]
    [InlineData("a.txt", "Some text.", TaskKind.Perplexity)]
    [InlineData("a.csv", "text,label\nfine,1\n", TaskKind.Classification)]
    [InlineData("a.csv", "question,answer\n1+1,2\n", TaskKind.Generation)]
    [InlineData("a.jsonl", """{"sentence_good":"a","sentence_bad":"b"}""", TaskKind.MinimalPairs)]
    [InlineData("a.jsonl", """{"question":"1+1","answer":"2"}""", TaskKind.Generation)]
    [InlineData("a.jsonl", """{"ids":[1,2],"answer_ids":[3]}""", TaskKind.Generation)]
    [InlineData("a.jsonl", """{"ids":[1,2],"label":1}""", TaskKind.Classification)]
    [InlineData("a.jsonl", "no JSON", TaskKind.Classification)]
    public void A_file_tells_its_task_by_its_ending_and_columns(string name, string content, TaskKind expected)
    {
        using TemporaryFolder folder = new();
        Assert.Equal(expected, TaskOfData.Find(new DataOptions { Dataset = folder.Write(name, content) }));
    }

    [Fact]
    public void An_unknown_name_is_an_error() =>
        Assert.StartsWith("no dataset 'sst3'", Assert.Throws<InputException>(() => TaskOfData.Find(new DataOptions { Dataset = "sst3" })).Message);
}
