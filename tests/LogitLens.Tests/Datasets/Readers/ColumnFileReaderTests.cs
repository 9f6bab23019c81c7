using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class ColumnFileReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data.csv", "id,body,class\n1,\"well, yes\",b\n2,no,a\n")]
    [InlineData("data.tsv", "id\tbody\tclass\n1\twell, yes\tb\n2\tno\ta\n")]
    [InlineData("data.jsonl", "{\"class\": \"b\", \"body\": \"well, yes\"}\n\n{\"body\": \"no\", \"class\": \"a\", \"extra\": [1]}\n")]
    public void Csv_tsv_and_json_lines_with_chosen_columns_are_the_same_data(string name, string content)
    {
        string path = _folder.Write(name, content);

        Dataset dataset = ColumnFileReader.Read(path, ReadOptions.ForFile(path) with { TextColumn = "body", LabelColumn = "class" });

        Assert.Equal([("data:1", "well, yes", 1), ("data:2", "no", 0)], dataset.Examples.Select(e => (e.Id, e.Text, e.Label!.Value)));
        Assert.Equal(["a", "b"], dataset.Labels!.Names);
    }

    [Fact]
    public void Numbered_classes_are_in_the_order_of_their_numbers()
    {
        string path = _folder.Write("data.jsonl", "{\"text\": \"x\", \"label\": 10}\n{\"text\": \"y\", \"label\": 9}\n");

        Dataset dataset = ColumnFileReader.Read(path, ReadOptions.ForFile(path) with { LabelColumn = "label" });

        Assert.Equal(["9", "10"], dataset.Labels!.Names);
    }

    [Fact]
    public void Given_classes_fix_the_order_and_read_numbers_too()
    {
        string path = _folder.Write("data.tsv", "text\tlabel\nx\tpast\ny\t1\n");
        LabelSet labels = new(["past", "future"], "tense");

        Dataset dataset = ColumnFileReader.Read(path, ReadOptions.ForFile(path) with { LabelColumn = "label", Labels = labels });

        Assert.Equal([0, 1], dataset.Examples.Select(example => example.Label!.Value));
    }

    [Theory]
    [InlineData("data.csv", "text,label\nx,b\ny,a\n")]
    [InlineData("data.tsv", "id\tlabel\ttext\n1\tb\tx\n2\ta\ty\n")]
    [InlineData("data.jsonl", "{\"text\": \"x\", \"label\": \"b\"}\n{\"text\": \"y\", \"label\": \"a\"}\n")]
    public void Columns_named_text_and_label_need_not_be_chosen(string name, string content)
    {
        string path = _folder.Write(name, content);

        Dataset dataset = ColumnFileReader.Read(path, ReadOptions.ForFile(path));

        Assert.Equal([("x", 1), ("y", 0)], dataset.Examples.Select(example => (example.Text, example.Label!.Value)));
        Assert.Equal(["a", "b"], dataset.Labels!.Names);
    }

    [Fact]
    public void Without_a_label_column_examples_have_no_labels()
    {
        string path = _folder.Write("data.jsonl", "{\"text\": \"x\"}\n");

        Dataset dataset = ColumnFileReader.Read(path, ReadOptions.ForFile(path));

        Assert.Null(dataset.Labels);
        Assert.Null(dataset.Examples[0].Label);
    }

    [Theory]
    [InlineData("data.csv", "a,b\n1,2\n", ": no column 'text'; the columns are a, b (--text-column and --label-column choose)")]
    [InlineData("data.jsonl", "{\"body\": \"x\", \"n\": 1}\n", ", row 1 (line 1), column 'text': no such field; the fields are body, n")]
    [InlineData(
        "data.jsonl",
        "{\"text\": \"x\"\n",
        ", row 1 (line 1): not JSON from byte 13 on; each line is one object such as {\"text\": \"...\"}")]
    [InlineData("data.jsonl", "[1, 2]\n", ", row 1 (line 1): an array where an object with named fields is expected")]
    [InlineData("data.jsonl", "{\"text\": [\"x\"]}\n", ", row 1 (line 1), column 'text': an array where a string or a number is expected")]
    [InlineData("data.jsonl", "{\"text\": null}\n", ", row 1 (line 1), column 'text': null where a string or a number is expected")]
    [InlineData(
        "data.jsonl",
        "{\"text\": \"\\ud800\"}\n",
        ", row 1 (line 1), column 'text': the string has a lone surrogate or bytes that are not UTF-8")]
    [InlineData("data.xlsx", "", ": the ending '.xlsx' tells no format; known are .csv, .tsv, .jsonl")]
    public void What_is_wrong_is_placed_and_explained(string name, string content, string message)
    {
        string path = _folder.Write(name, content);

        InputException error = Assert.Throws<InputException>(() => ColumnFileReader.Read(path, ReadOptions.ForFile(path)));

        Assert.Equal(path + message, error.Message);
    }

    [Fact]
    public void A_single_class_is_no_classification()
    {
        string path = _folder.Write("data.tsv", "text\tlabel\nx\tyes\ny\tyes\n");

        ReadOptions options = ReadOptions.ForFile(path) with { LabelColumn = "label" };

        InputException error = Assert.Throws<InputException>(() => ColumnFileReader.Read(path, options));

        Assert.Equal($"{path}: the column 'label' holds only 'yes'; a classification needs two labels or more", error.Message);
    }
}
