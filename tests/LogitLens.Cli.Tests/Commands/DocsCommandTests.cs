using LogitLens.Cli.CommandLine;
using LogitLens.Cli.Commands;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class DocsCommandTests
{
    [Fact]
    public void The_reference_page_in_docs_is_what_the_command_prints()
    {
        using var output = new StringWriter();
        Assert.Equal(ExitCode.Done, new Application(Subcommands.All, output, TextWriter.Null).Run(["docs"], default));

        string page = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", "reference.md"));
        Assert.True(page == output.ToString(), "an option has changed: ./interp docs > docs/reference.md");
    }
}
