using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class ReviewsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Good.<br /><br />Really.", "Good. Really.")]
    [InlineData("Good. <br> Really.<BR/>", "Good. Really.")]
    [InlineData("a < b and <broken> stay", "a < b and <broken> stay")]
    public void Html_breaks_become_one_space(string review, string text)
    {
        Assert.Equal(text, Assert.Single(Read($"review,sentiment\n{review},positive\n").Examples).Text);
    }

    [Theory]
    [InlineData("review,sentiment\n\"He said \"\"no\"\", twice\",negative\n")]
    [InlineData("review,sentiment\r\n\"He said \"\"no\"\", twice\",negative\r\n")]
    [InlineData("\uFEFF\"review\",\"sentiment\"\n\"He said \"\"no\"\", twice\",\"negative\"")]
    public void Quotes_commas_line_ends_and_a_byte_order_mark(string content)
    {
        Example example = Assert.Single(Read(content).Examples);

        Assert.Equal(("He said \"no\", twice", 0), (example.Text, example.Label));
    }

    [Fact]
    public void A_quoted_text_may_have_lines_and_rows_know_theirs_blank_ones_counted()
    {
        Dataset dataset = Read("review,sentiment\n\n\"one\ntwo\",positive\nthree,negative\n");

        Assert.Equal("one\ntwo", dataset.Examples[0].Text);
        Assert.Equal([(1, 3), (2, 5)], dataset.Examples.Select(example => (example.Source.Row, example.Source.Line)));
    }

    [Fact]
    public void Text_beyond_ascii_is_utf8()
    {
        Assert.Equal("Amélie, 映画 🎬", Assert.Single(Read("review,sentiment\n\"Amélie, 映画 🎬\",positive\n").Examples).Text);
    }

    [Theory]
    [InlineData("\"never closed,positive\nmore,negative\n", "row 1 (line 2): a quote is not closed")]
    [InlineData("a \"bare\" quote,positive\n", "row 1 (line 2): a quote is not closed or stands inside an unquoted field; quote the field")]
    [InlineData("one,two,positive\n", "row 1 (line 2): 3 fields parted by comma where 2 are expected (review, sentiment)")]
    [InlineData("good,fine\n", "row 1 (line 2), column 'sentiment': 'fine' is no label; the labels are negative, positive")]
    public void A_bad_row_is_placed_and_explained(string rows, string message)
    {
        string path = _folder.Write("reviews.csv", "review,sentiment\n" + rows);

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Reviews(path, ReadOptions.ForFile(path)));

        Assert.StartsWith($"{path}, {message}", error.Message);
    }

    [Fact]
    public void A_byte_that_is_not_utf8_is_placed_in_its_row_and_column()
    {
        string path = _folder.File("reviews.csv");
        File.WriteAllBytes(path, [.. "review,sentiment\ngood,positive\n\"caf"u8, 0xE9, .. "\",negative\n"u8]);

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Reviews(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}, row 2 (line 3), column 'review': byte 4 (e9) is not UTF-8; convert the file to UTF-8", error.Message);
    }

    private Dataset Read(string content)
    {
        string path = _folder.Write("reviews.csv", content);
        return LabelledTables.Reviews(path, ReadOptions.ForFile(path));
    }
}
