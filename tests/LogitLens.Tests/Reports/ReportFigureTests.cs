using LogitLens.Reports;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Reports;

public sealed class ReportFigureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_what_draws_is_taken_over()
    {
        string figure = ReportFigure.Of(
            _folder.Write(
                "a.svg",
                """
                <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="go()">
                <script>go()</script><style>@import url(http://x)</style>
                <image xlink:href="http://x/a.png"/><a xlink:href="javascript:go()"><text>lost</text></a><foreignObject><p>x</p></foreignObject>
                <rect fill="url(http://x)" x="1" onclick="go()"/><rect fill="url(#hatch)"/><text>a &lt;b&gt;</text></svg>
                """),
            "f1-");
        Assert.Contains("<rect x=\"1\" />", figure, StringComparison.Ordinal);
        Assert.Contains("url(#f1-hatch)", figure, StringComparison.Ordinal);
        Assert.Contains("a &lt;b&gt;", figure, StringComparison.Ordinal);
        Assert.All(
            (string[])["go()", "http://x/", "import", "script", "image", "foreignObject"],
            gone => Assert.DoesNotContain(gone, figure, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_figure_is_told_and_entities_are_not_followed()
    {
        Assert.Contains("cannot be drawn", ReportFigure.Of(_folder.Write("b.svg", "no figure"), "f1-"), StringComparison.Ordinal);
        Assert.Contains(
            "cannot be drawn",
            ReportFigure.Of(_folder.Write("c.svg", "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>"), "f1-"), StringComparison.Ordinal);
    }
}
