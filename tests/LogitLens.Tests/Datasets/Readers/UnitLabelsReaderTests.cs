using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class UnitLabelsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Words_have_their_labels_and_classes_are_in_order()
    {
        Dataset data = Read("{\"words\": [\"the\", \"cat\"], \"labels\": [\"DET\", \"NOUN\"]}\n{\"words\": [\"it\"], \"labels\": [\"ADP\"]}\n");

        Assert.Equal(["ADP", "DET", "NOUN"], data.Labels!.Names);
        Assert.Equal(["the cat", "it"], data.Examples.Select(example => example.Text));
        Assert.Equal([1, 2], data.Examples[0].UnitLabels!);
        Assert.Null(data.Examples[0].Label);
    }

    [Fact]
    public void Token_ids_have_theirs_and_numbers_are_in_the_order_of_numbers()
    {
        Dataset data = Read("{\"ids\": [5, 6, 7], \"labels\": [10, 9, 10]}\n");

        Assert.Equal(["9", "10"], data.Labels!.Names);
        Assert.Equal([5, 6, 7], data.Examples[0].TokenIds!);
        Assert.Equal([1, 0, 1], data.Examples[0].UnitLabels!);
    }

    [Theory]
    [InlineData("{\"ids\": [5, 6, 7], \"labels\": [1, 0]}", "2 labels for 3 ids; there must be one for each")]
    [InlineData("{\"words\": [\"a b\"], \"labels\": [1]}", "where a word without white space is expected")]
    [InlineData("{\"ids\": [5], \"labels\": [1]}", "holds only '1'")]
    [InlineData("{\"ids\": [5], \"labels\": [[1]]}", "an array where a string or a number is expected")]
    [InlineData("{\"labels\": [1, 0]}", "no such field; the fields are labels")]
    public void Labels_that_do_not_line_up_get_their_line(string row, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Read(row + "\n")).Message, StringComparison.Ordinal);

    private Dataset Read(string rows)
    {
        string path = _folder.Write("units.jsonl", rows);
        return UnitLabelsReader.Read(path, ReadOptions.ForFile(path));
    }
}
