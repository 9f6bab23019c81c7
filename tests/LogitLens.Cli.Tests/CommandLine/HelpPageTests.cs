using LogitLens.Cli.CommandLine;

namespace LogitLens.Cli.Tests.CommandLine;

public sealed class HelpPageTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public void The_overview_lists_every_command(string word)
    {
        Assert.Equal(ExitCode.Done, _shell.Run(word));
        Assert.Matches("\n  square +Square numbers\n", _shell.Out);
        Assert.Matches("\n  merge +Put the shards", _shell.Out);
    }

    [Fact]
    public void Without_a_command_the_overview_is_wrong_use() => Assert.Equal(ExitCode.WrongUse, _shell.Run());

    [Theory]
    [InlineData("square", "--help")]
    [InlineData("square", "--count", "-h")]
    [InlineData("help", "square")]
    public void A_commands_page_has_its_groups_defaults_and_examples(params string[] arguments)
    {
        Assert.Equal(ExitCode.Done, _shell.Run(arguments));

        Assert.StartsWith("interp square: Square numbers\n\nUsage: interp square [options]\n", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("\nModel:\n  --model MODEL", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("--count N                   How many numbers [default 6]\n", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("\nExamples:\n  interp square --count 3\n      the first three\n", _shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_longer_than_a_hundred_characters()
    {
        foreach (string command in new[] { "square", "merge", "run", "docs", "config-schema" })
        {
            _shell.Run(command, "--help");
            IEnumerable<string> lines = _shell.Out.Split('\n').Where(l => !l.StartsWith("  interp", StringComparison.Ordinal));
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        }
    }

    [Fact]
    public void The_version_names_the_program()
    {
        Assert.Equal(ExitCode.Done, _shell.Run("--version"));
        Assert.Matches(@"^interp \d+\.\d+\.\d+", _shell.Out);
    }
}
