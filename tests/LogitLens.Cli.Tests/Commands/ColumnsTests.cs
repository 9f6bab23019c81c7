using LogitLens.Tables;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>The CSV files that runs write have the columns that are declared, which docs/columns.md lists.</summary>
public sealed class ColumnsTests
{
    [Theory]
    [InlineData("a dataset", "logit-lens", "--limit", "4", "--shots", "0,1")]
    [InlineData("a prompt", "logit-lens", "--prompt", "A film")]
    [InlineData("classification", "evaluate", "--dataset", "reviews", "--limit", "4", "--shots", "0,1", "--calibrate")]
    [InlineData("generation", "evaluate", "--dataset", "arithmetic", "--limit", "2", "--max-new-tokens", "2")]
    [InlineData("minimal pairs", "evaluate", "--dataset", "PAIRS")]
    [InlineData("perplexity", "evaluate", "--dataset", "TEXT", "--task", "perplexity")]
    [InlineData("labels", "head-ablation", "--limit", "4", "--cumulative", "1", "--screens")]
    [InlineData("labels", "head-ablation", "--limit", "4", "--corrupt", "text", "--what", "mlp")]
    [InlineData("questions", "head-ablation", "--dataset", "arithmetic", "--limit", "2", "--max-new-tokens", "2", "--heads", "0.0-0.1")]
    [InlineData("", "attention-mask", "--limit", "4", "--sweep", "tokens")]
    public void Of_a_run(string when, params string[] arguments)
    {
        using Shell shell = new();
        string pairs = shell.Write(
            "pairs.jsonl", """{"sentence_good": "A film is here.", "sentence_bad": "A film are here.", "UID": "agreement", "pairID": "0"}""" + "\n");
        string text = shell.Write("text.txt", "A film, funny and warm. Nobody laughed.");
        string folder = shell.File("run");
        string[] filled = [.. arguments.Select(argument => argument == "PAIRS" ? pairs : argument == "TEXT" ? text : argument)];

        Assert.True(shell.Run([.. filled, "--output", folder, "--quiet"]) == ExitCode.Done, shell.Error);

        AreDeclared(folder, arguments[0], when);
    }

    [Fact]
    public void Of_a_comparison()
    {
        using Shell shell = new();
        string[] folders = [shell.File("first"), shell.File("second")];
        foreach (string run in folders)
        {
            Assert.True(shell.Run("logit-lens", "--limit", "4", "--output", run, "--quiet") == ExitCode.Done, shell.Error);
        }

        Assert.True(shell.Run(["compare", .. folders, "--output", shell.File("both"), "--quiet"]) == ExitCode.Done, shell.Error);

        AreDeclared(shell.File("both"), "compare", "");
    }

    // A table as wide as there are classes is declared for one; the reviews have two.
    private static string[] ForEachClass(string heading) => heading.Contains("CLASS", StringComparison.Ordinal)
        ? [heading.Replace("CLASS", "negative", StringComparison.Ordinal), heading.Replace("CLASS", "positive", StringComparison.Ordinal)]
        : [heading];

    private static void AreDeclared(string folder, string command, string when)
    {
        TableSet set = Assert.Single(Subcommands.All.OfType<ExperimentCommand>().Single(each => each.Name == command).Kind.Tables, set => set.When == when);
        string[] files = Directory.GetFiles(folder, "*.csv");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(
            string.Join(
                ',',
                Assert.Single(set.Tables, table => table.Name == Path.GetFileNameWithoutExtension(file)).Headings.SelectMany(heading =>
                    ForEachClass(heading.Name))),
            File.ReadLines(file).First()));
    }
}
