using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class KnownFormatsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dev.tsv", "sentence\tlabel\ngood\t1\nbad\t0\n", "good", "positive")]
    [InlineData("dev.tsv", "good\t1\nbad\t0\n", "good", "positive")]
    [InlineData("imdb.csv", "review,sentiment\n\"so, so\",negative\nfine,positive\n", "so, so", "negative")]
    [InlineData("tweets.csv", "textID,text,sentiment\n1,hello,neutral\n", "hello", "neutral")]
    [InlineData("tweets.csv", "textID,text,selected_text,sentiment\n1,hello you,hello,neutral\n", "hello you", "neutral")]
    [InlineData("mood.txt", "i am glad;joy\ni am sad;sadness\n", "i am glad", "joy")]
    public void A_file_in_a_public_format_needs_no_columns(string name, string content, string text, string label)
    {
        Dataset dataset = Open(new DatasetRequest(_folder.Write(name, content)));

        Assert.Equal((text, label), (dataset.Examples[0].Text, dataset.Labels!.Names[dataset.Examples[0].Label!.Value]));
    }

    [Fact]
    public void Chosen_columns_go_before_what_the_header_suggests()
    {
        string path = _folder.Write("imdb.csv", "review,sentiment\nfine,1\nbad,0\n");

        Dataset dataset = Open(new DatasetRequest(path) { TextColumn = "review", LabelColumn = "sentiment" });

        Assert.Equal(["0", "1"], dataset.Labels!.Names);
    }

    [Fact]
    public void Any_other_header_is_asked_for_its_columns()
    {
        InputException error = Assert.Throws<InputException>(() => Open(new DatasetRequest(_folder.Write("x.csv", "opinion,grade\nfine,1\n"))));

        Assert.EndsWith("no column 'text'; the columns are opinion, grade (--text-column and --label-column choose)", error.Message);
    }

    private Dataset Open(DatasetRequest request) => new DatasetCatalogue(_folder.File("bundled"), _folder.File("cache")).Open(request);
}
