using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class DocsCommandTests
{
    [Theory]
    [InlineData("reference.md", "an option has changed: ./interp docs > docs/reference.md", "docs")]
    [InlineData("columns.md", "a table has changed: ./interp docs columns > docs/columns.md", "docs", "columns")]
    public void The_references_in_docs_are_what_the_command_prints(string file, string advice, params string[] arguments)
    {
        using StringWriter output = new();
        Assert.Equal(ExitCode.Done, new Application(Subcommands.All, output, TextWriter.Null).Run(arguments, default));

        string page = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", file));
        Assert.True(page == output.ToString(), advice);
    }
}
