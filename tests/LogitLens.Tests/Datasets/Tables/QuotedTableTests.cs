using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Tables;

public sealed class QuotedTableTests : IDisposable
{
    private const string BadQuote = "a quote is not closed or stands inside an unquoted field; quote the field and double the quotes in it";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_record_of_many_bad_quotes_is_refused_at_the_first()
    {
        StringBuilder record = new("text,label\n");
        for (int i = 0; i < 20_000; i++)
        {
            record.Append("a\"b,");
        }

        string path = _folder.Write("bad.csv", record.ToString());
        long before = GC.GetAllocatedBytesForCurrentThread();

        InputException error = Assert.Throws<InputException>(() => ColumnFileReader.Read(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}, row 1 (line 2): {BadQuote}", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20); // a copy of the record for each would be 3 GB
    }

    [Fact]
    public void A_bad_quote_in_the_header_is_the_headers()
    {
        string path = _folder.Write("bad.csv", "te\"xt,label\na,1\nb,0\n");

        InputException error = Assert.Throws<InputException>(() => ColumnFileReader.Read(path, ReadOptions.ForFile(path)));

        Assert.Equal($"{path}, header (line 1): {BadQuote}", error.Message);
    }

    [Fact]
    public void Quoted_fields_hold_commas_quotes_and_lines()
    {
        string path = _folder.Write("good.csv", "text,label\n\"a, \"\"b\"\"\nc\",1\nd,0\n");

        Dataset dataset = ColumnFileReader.Read(path, ReadOptions.ForFile(path));

        Assert.Equal(["a, \"b\"\nc", "d"], dataset.Examples.Select(example => example.Text));
    }
}
