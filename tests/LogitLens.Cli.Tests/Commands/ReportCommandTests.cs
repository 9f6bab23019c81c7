using LogitLens.Cli.CommandLine;

namespace LogitLens.Cli.Tests.Commands;

public sealed class ReportCommandTests
{
    [Fact]
    public void A_page_has_summary_figures_tables_failures_and_the_command()
    {
        using Shell shell = new();
        string run = shell.File("run"), page = shell.File("page.html");
        shell.Run("evaluate", "--limit", "20", "--output", run);
        Assert.Equal((ExitCode.Done, ""), (shell.Run("report", run, "-o", page), shell.Error));

        string html = File.ReadAllText(page);
        Assert.All(
            (string[])["Summary", "Figures", "Tables", "Failures", "To repeat it", "interp evaluate --limit 20"],
            part => Assert.Contains(part, html, StringComparison.Ordinal));
        Assert.Equal(Directory.GetFiles(Path.Combine(run, "figures"), "*.svg").Length, html.Split("<figure>").Length - 1);
        Assert.Equal(ExitCode.Done, shell.Run("report", run, "-o", page));
    }

    [Fact]
    public void A_thousand_examples_stay_below_5_megabytes()
    {
        using Shell shell = new();
        string data = shell.Write("rows.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 1000).Select(row =>
            $"a film like film number {row} that nobody needs to see twice in one life,{(row % 2 == 0 ? "positive" : "negative")}\n")));
        string run = shell.File("run"), page = shell.File("page.html");
        shell.Run("evaluate", "--dataset", data, "--output", run);
        shell.Run("report", run, "--output", page);
        Assert.Equal("", shell.Error);
        Assert.InRange(new FileInfo(page).Length, 10_000, 5_000_000);
    }

    [Fact]
    public void A_file_that_is_no_report_is_not_replaced()
    {
        using Shell shell = new();
        string run = shell.File("run"), other = shell.Write("notes.html", "mine");
        shell.Run("evaluate", "--limit", "4", "--output", run);
        Assert.Equal(ExitCode.WrongUse, shell.Run("report", run, "-o", other));
        Assert.Contains("exists and is no report", shell.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(other));
        Assert.Equal(ExitCode.Done, shell.Run("report", run, "-o", other, "--force"));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        using Shell shell = new();
        Assert.Equal(ExitCode.WrongUse, shell.Run("report", shell.File("missing")));
        Assert.Contains("missing", shell.Error, StringComparison.Ordinal);
        string folder = shell.File("folder");
        Directory.CreateDirectory(folder);
        Assert.Equal(ExitCode.WrongUse, shell.Run("report", folder, "-o", folder));
        Assert.Contains("is a folder; name the page's file", shell.Error, StringComparison.Ordinal);
    }
}
