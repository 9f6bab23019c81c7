using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class EmotionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_label_follows_the_last_semicolon()
    {
        Example example = Assert.Single(Read("i feel well; thank you;joy\n").Examples);

        Assert.Equal("i feel well; thank you", example.Text);
        Assert.Equal("joy", LabelSet.Emotion.Names[example.Label!.Value]);
    }

    [Theory]
    [InlineData("i feel well\n", "row 1 (line 1): 1 field parted by ';' where 2 are expected (text, label)")]
    [InlineData(
        "i feel well;glee\n",
        "row 1 (line 1), column 'label': 'glee' is no label; the labels are sadness, joy, love, anger, fear, surprise, or 0 to 5")]
    public void A_bad_row_is_placed_and_explained(string content, string message)
    {
        InputException error = Assert.Throws<InputException>(() => Read(content));

        Assert.EndsWith("train.txt, " + message, error.Message);
    }

    private Dataset Read(string content)
    {
        string path = _folder.Write("train.txt", content);
        return LabelledTables.Emotions(path, ReadOptions.ForFile(path));
    }
}
