using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class TokenIdsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ids_and_numbered_labels()
    {
        Dataset dataset = Read("{\"ids\": [5, 0, 7], \"label\": 1}\n{\"ids\": [1], \"label\": 0}\n");

        Assert.Equal([5, 0, 7], dataset.Examples[0].TokenIds!);
        Assert.Equal([1, 0], dataset.Examples.Select(example => example.Label!.Value));
        Assert.Equal(["0", "1"], dataset.Labels!.Names);
    }

    [Fact]
    public void All_rows_may_lack_a_label()
    {
        Dataset dataset = Read("{\"ids\": [5]}\n{\"ids\": [1], \"label\": null}\n");

        Assert.Null(dataset.Labels);
        Assert.All(dataset.Examples, example => Assert.Null(example.Label));
    }

    [Theory]
    [InlineData("{\"ids\": \"5 6\"}", "column 'ids': a string where an array of token ids is expected")]
    [InlineData("{\"ids\": [5, -1]}", "column 'ids': element 2 is -1 where a token id, a whole number from 0, is expected")]
    [InlineData("{\"ids\": [5.5]}", "column 'ids': element 1 is 5.5 where a token id, a whole number from 0, is expected")]
    [InlineData("{\"tokens\": [5]}", "column 'ids': no such field; the fields are tokens")]
    [InlineData(
        "{\"ids\": [5], \"label\": \"good\"}",
        "column 'label': 'good' is no label; without label names a label is a number from 0 to 999")]
    public void A_bad_row_is_placed_and_explained(string line, string message)
    {
        Assert.EndsWith("data.jsonl, row 1 (line 1), " + message, Assert.Throws<InputException>(() => Read(line)).Message);
    }

    [Fact]
    public void Labels_in_some_rows_only_are_an_error()
    {
        InputException error = Assert.Throws<InputException>(() => Read("{\"ids\": [5], \"label\": 1}\n{\"ids\": [5]}\n"));

        Assert.EndsWith("row 2 (line 2), column 'label': some rows have a label and some have none; label all or none", error.Message);
    }

    private Dataset Read(string content)
    {
        string path = _folder.Write("data.jsonl", content);
        return TokenIdsReader.Read(path, ReadOptions.ForFile(path));
    }
}
