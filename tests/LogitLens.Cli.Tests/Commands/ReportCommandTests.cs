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
    public void A_file_of_a_run_is_not_replaced_even_by_force()
    {
        using Shell shell = new();
        string run = shell.File("run"), results = Path.Combine(run, "results.json");
        shell.Run("evaluate", "--limit", "4", "--output", run);
        string before = File.ReadAllText(results);
        Assert.Equal(ExitCode.WrongUse, shell.Run("report", run, "-o", results, "--force"));
        Assert.Contains("an output is never an input", shell.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(results));
    }

    [Fact]
    public void Any_run_leaves_its_page_when_it_is_asked_to()
    {
        using Shell shell = new();
        string run = shell.File("run"), page = Path.Combine(run, "report.html");
        Assert.Equal(ExitCode.Done, shell.Run("evaluate", "--limit", "4", "--output", run, "--report"));
        Assert.Contains($"report: {page}", shell.Out, StringComparison.Ordinal);
        Assert.Contains("interp evaluate --limit 4", File.ReadAllText(page), StringComparison.Ordinal);

        // It is one of the run's files: the run that replaces this one does not keep it.
        Assert.Equal(ExitCode.Done, shell.Run("evaluate", "--limit", "5", "--output", run, "--force"));
        Assert.False(File.Exists(page));
    }

    [Fact]
    public void A_page_may_stand_in_a_folder_that_is_not_there_yet()
    {
        using Shell shell = new();
        string run = shell.File("run"), page = Path.Combine(shell.File("pages"), "page.html");
        shell.Run("evaluate", "--limit", "4", "--output", run);
        Assert.Equal((ExitCode.Done, ""), (shell.Run("report", run, "-o", page), shell.Error));
        Assert.True(File.Exists(page));
    }

    [Fact]
    public void What_is_no_runs_folder_is_named()
    {
        using Shell shell = new();
        string file = shell.Write("notes.html", "mine"), none = shell.File("none");
        Assert.Equal((ExitCode.WrongUse, $"error: {file} is a file, not a run folder"), (shell.Run("report", file), shell.Error.TrimEnd()));
        Assert.Equal((ExitCode.WrongUse, $"error: {none}: there is no such folder"), (shell.Run("report", none), shell.Error.TrimEnd()));
    }

    [Fact]
    public void A_command_that_makes_no_run_refuses_to_report_on_one()
    {
        using Shell shell = new();
        Assert.Equal(ExitCode.WrongUse, shell.Run("tokenize", "a film", "--report"));
        Assert.Contains("interp tokenize makes no run", shell.Error, StringComparison.Ordinal);
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
