using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class TweetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Leading_spaces_go_and_the_text_column_can_be_chosen()
    {
        string path = _folder.Write("train.csv", "textID,text,selected_text,sentiment\n1,\" so, so good\",good,positive\n");

        Dataset whole = LabelledTables.Tweets(path, ReadOptions.ForFile(path));
        Dataset selected = LabelledTables.Tweets(path, ReadOptions.ForFile(path) with { TextColumn = "selected_text" });

        Assert.Equal(("so, so good", 2), (whole.Examples[0].Text, whole.Examples[0].Label));
        Assert.Equal("good", selected.Examples[0].Text);
    }

    [Fact]
    public void The_test_file_has_no_selected_text()
    {
        string path = _folder.Write("test.csv", "textID,text,sentiment\n1,fine,neutral\n");

        InputException error = Assert.Throws<InputException>(
            () => LabelledTables.Tweets(path, ReadOptions.ForFile(path) with { TextColumn = "selected_text" }));

        Assert.Equal($"{path}: no column 'selected_text'; the columns are textID, text, sentiment (--text-column and --label-column choose)", error.Message);
    }
}
