using LogitLens.TestSupport;

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

    [Theory]
    [InlineData("run")]
    [InlineData("slurm")]
    public void What_takes_a_config_file_by_its_place_does_not_offer_it_as_an_option(string command)
    {
        Assert.Equal(ExitCode.Done, _shell.Run(command, "--help"));

        Assert.DoesNotContain("--config", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("--json", _shell.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(100)]
    public void No_line_is_longer_than_the_terminal_is_wide(int width)
    {
        foreach (ISubcommand command in Subcommands.All)
        {
            Assert.All(Page(page => page.WriteCommand(command), width).Split('\n'), line => Assert.True(line.Length <= width, $"{command.Name}: {line}"));
        }

        Assert.All(Page(page => page.WriteOverview(Subcommands.All), width).Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Theory]
    [InlineData("compare", 80)]
    [InlineData("inspect", 80)]
    [InlineData("merge", 80)]
    [InlineData("tokenize", 60)]
    public void Pages_are_as_they_were_approved(string command, int width) => Approved.Matches(
        Page(page => page.WriteCommand(Subcommands.All.Single(each => each.Name == command)), width), $"help-{command}-{width}");

    [Fact]
    public void An_example_that_is_broken_can_still_be_pasted()
    {
        ISubcommand capture = Subcommands.All.Single(each => each.Name == "capture");
        string example = capture.Examples.MaxBy(each => each.Arguments.Length)!.Arguments;

        string page = Page(each => each.WriteCommand(capture), 50);

        Assert.Contains("interp " + example, page.Replace(" \\\n      ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Page(Action<HelpPage> write, int width)
    {
        using StringWriter output = new() { NewLine = "\n" };
        write(new HelpPage(output, width));
        return output.ToString();
    }

    [Fact]
    public void The_version_names_the_program()
    {
        Assert.Equal(ExitCode.Done, _shell.Run("--version"));
        Assert.Matches(@"^interp \d+\.\d+\.\d+", _shell.Out);
    }
}
