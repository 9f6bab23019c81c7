using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class GlueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Quotes_are_characters_like_any_other()
    {
        Dataset dataset = Read("sentence\tlabel\n\"a fine \"\"film\" \t1\n");

        Assert.Equal("\"a fine \"\"film\"", dataset.Examples[0].Text);
    }

    [Fact]
    public void Ids_name_the_split_and_the_row_and_the_source_the_line()
    {
        Dataset dataset = Read("sentence\tlabel\ngood\t1\n\nbad\t0\n");

        Assert.Equal(["dev:1", "dev:2"], dataset.Examples.Select(example => example.Id));
        Assert.Equal((2, 4), (dataset.Examples[1].Source.Row, dataset.Examples[1].Source.Line));
    }

    [Theory]
    [InlineData("sentence\tlabel\ngood\t1\nbad\t0\n")]
    [InlineData("sentence\tlabel\ngood\t1\nbad\t0")]
    [InlineData("sentence\tlabel\r\ngood\t1\r\nbad\t0\r\n")]
    [InlineData("\uFEFFsentence\tlabel\ngood\t1\nbad\t0\n")]
    [InlineData("label\tsentence\n1\tgood\n0\tbad\n")]
    [InlineData("sentence\tlabel\n  good \tpositive\nbad\tNegative\n")]
    public void Line_ends_a_byte_order_mark_column_order_and_label_names_make_no_difference(string content)
    {
        Dataset dataset = Read(content);

        Assert.Equal([("good", 1), ("bad", 0)], dataset.Examples.Select(example => (example.Text, example.Label!.Value)));
    }

    [Fact]
    public void A_carriage_return_and_a_unicode_line_separator_inside_a_text_do_not_end_the_row()
    {
        Dataset dataset = Read("sentence\tlabel\none\rtwo\u2028three\u0085four\t1\n");

        Assert.Equal("one\rtwo\u2028three\u0085four", Assert.Single(dataset.Examples).Text);
    }

    [Theory]
    [InlineData("good\t1\nbad\t2\n", "row 2 (line 3), column 'label': '2' is no label; the labels are negative, positive, or 0 to 1")]
    [InlineData("good\t1\nbad\t\n", "row 2 (line 3), column 'label': the cell is empty")]
    [InlineData("good\n", "row 1 (line 2): 1 field parted by tab where 2 are expected (sentence, label)")]
    [InlineData("a\tb\t1\n", "row 1 (line 2): 3 fields parted by tab where 2 are expected (sentence, label)")]
    public void A_bad_row_is_placed_and_explained(string rows, string message)
    {
        string path = _folder.Write("dev.tsv", "sentence\tlabel\n" + rows);

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Glue(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}, {message}", error.Message);
    }

    [Fact]
    public void A_byte_that_is_not_utf8_is_placed_in_its_row_and_column()
    {
        string path = _folder.File("dev.tsv");
        File.WriteAllBytes(path, [.. "sentence\tlabel\ngood\t1\nna"u8, 0xEF, .. "ve\t0\n"u8]);

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Glue(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}, row 2 (line 3), column 'sentence': byte 3 (ef) is not UTF-8; convert the file to UTF-8", error.Message);
    }

    [Fact]
    public void Bad_rows_can_be_counted_and_listed_instead_and_other_rows_keep_their_ids()
    {
        string path = _folder.Write("dev.tsv", "sentence\tlabel\ngood\t1\nbad\t7\nno label\nworse\t0\n");

        Dataset dataset = LabelledTables.Glue(path, ReadOptions.ForFile(path) with { SkipBadRows = true });

        Assert.Equal(["dev:1", "dev:4"], dataset.Examples.Select(example => example.Id));
        Assert.Equal(4, dataset.Origin.RowCount);
        Assert.Equal([2, 3], dataset.Origin.Skipped.Select(row => row.Source.Row));
    }

    [Fact]
    public void A_row_without_text_is_left_out_and_listed_even_where_bad_rows_are_errors()
    {
        Dataset dataset = Read("sentence\tlabel\n \t1\nbad\t0\n");

        Assert.Equal("dev:2", Assert.Single(dataset.Examples).Id);
        Assert.EndsWith("dev.tsv, row 1 (line 2), column 'sentence': the text is empty", Assert.Single(dataset.Origin.Skipped).ToString());
    }

    [Fact]
    public void A_missing_column_lists_those_there_are()
    {
        string path = _folder.Write("test.tsv", "index\tsentence\n0\tuneasy mishmash of styles\n");

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Glue(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}: no column 'label'; the columns are index, sentence (--text-column and --label-column choose)", error.Message);
    }

    [Fact]
    public void An_empty_file_says_so()
    {
        string path = _folder.Write("dev.tsv", "");

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Glue(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}: no column 'sentence': the file is empty", error.Message);
    }

    [Fact]
    public void A_file_without_a_usable_row_says_so_with_the_first_reason()
    {
        string path = _folder.Write("dev.tsv", "sentence\tlabel\ngood\t9\n");

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Glue(path, ReadOptions.ForFile(path) with { SkipBadRows = true }));

        Assert.StartsWith(
            $"{path}: no usable rows (1 read, 1 skipped, the first: {path}, row 1 (line 2), column 'label': '9'", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_says_so()
    {
        string path = _folder.File("absent.tsv");

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Glue(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}: no such file", error.Message);
    }

    [Fact]
    public void A_folder_where_a_file_is_expected_says_so()
    {
        InputException error = Assert.Throws<InputException>(() => LabelledTables.Glue(_folder.Path, ReadOptions.ForFile("x")));

        Assert.Equal($"{_folder.Path}: a folder where a file is expected", error.Message);
    }

    [Fact]
    public void A_utf16_file_says_so()
    {
        string path = _folder.File("dev.tsv");
        File.WriteAllText(path, "sentence\tlabel\ngood\t1\n", Encoding.Unicode);

        InputException error = Assert.Throws<InputException>(() => LabelledTables.Glue(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}: the file is UTF-16; save it as UTF-8", error.Message);
    }

    private Dataset Read(string content)
    {
        string path = _folder.Write("dev.tsv", content);
        return LabelledTables.Glue(path, ReadOptions.ForFile(path));
    }
}
