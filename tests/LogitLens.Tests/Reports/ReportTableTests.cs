using LogitLens.Reports;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Reports;

public sealed class ReportTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_shown_as_it_is_with_fewer_digits()
    {
        ReportTable table = ReportTable.OfFile(_folder.Write("a.csv", "word,share\n\"a, \"\"b\"\"\",0.12345678901\nc,12\n"));
        Assert.Equal(["word", "share"], table.Columns);
        Assert.Equal([["a, \"b\"", "0.123457"], ["c", "12"]], table.Rows);
        Assert.Empty(table.Notes);
    }

    [Fact]
    public void A_long_file_is_cut_and_says_so()
    {
        ReportTable table = ReportTable.OfFile(_folder.Write("a.csv", "n\n" + string.Concat(Enumerable.Range(0, 700).Select(n => $"{n}\n"))));
        Assert.Equal(500, table.Rows.Count);
        Assert.Equal(["The first 500 of 700 rows; all of them are in a.csv."], table.Notes);
    }

    [Fact]
    public void Cells_are_text() =>
        Assert.Contains("<td>&lt;b&gt;</td>", new ReportTable(["a"], [["<b>"]]).ToHtml("caption"), StringComparison.Ordinal);
}
