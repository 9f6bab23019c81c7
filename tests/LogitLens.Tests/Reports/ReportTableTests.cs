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

    [Theory]
    [InlineData("-0.041", true)]
    [InlineData("68.1% to 91.3%", true)]
    [InlineData("<0.001", true)]
    [InlineData("1.5e-05", true)]
    [InlineData("2.6", true)]
    [InlineData("1-shot-correct/dev:73", false)]
    [InlineData("0-shot", false)]
    [InlineData("13 only films", false)]
    public void Numbers_stand_on_the_right_and_texts_that_begin_with_one_on_the_left(string cell, bool isNumber) =>
        Assert.Equal(isNumber, new ReportTable(["a"], [[cell]]).ToHtml("caption").Contains("<td class=\"number\">", StringComparison.Ordinal));

    [Theory]
    [InlineData("add 1, L0", "<td>")]
    [InlineData("first token 42.2%", "<td class=\"words\">")]
    [InlineData("subject_verb_agreement_prepositional_phrase:47", "<td class=\"name\">")]
    [InlineData("there is nothing fresh about this remake of a film", "<td class=\"long\">")]
    public void Cells_break_where_their_texts_can(string cell, string opening) =>
        Assert.Contains(opening, new ReportTable(["a"], [[cell]]).ToHtml("caption"), StringComparison.Ordinal);
}
