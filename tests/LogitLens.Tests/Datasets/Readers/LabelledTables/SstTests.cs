using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class SstTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sentence\tlabel\ngood\t1\n")]
    [InlineData("good\t1\n")]
    [InlineData("good\t1\r\n")]
    public void A_header_is_optional(string content)
    {
        string path = _folder.Write("dev.tsv", content);

        Example example = Assert.Single(LabelledTables.Sst(path, ReadOptions.ForFile(path)).Examples);

        Assert.Equal(("dev:1", "good", 1), (example.Id, example.Text, example.Label));
    }

    [Fact]
    public void Without_a_header_no_column_can_be_chosen()
    {
        string path = _folder.Write("dev.tsv", "good\t1\n");

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Sst(path, ReadOptions.ForFile(path) with { TextColumn = "review" }));

        Assert.Equal(
            $"{path}: a TSV without a header has no named columns, so there is no 'review'; leave the column options out", error.Message);
    }
}
