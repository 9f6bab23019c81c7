using LogitLens.Cli.CommandLine;
using LogitLens.Options;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp docs</c>, which docs/reference.md is written with.</summary>
internal sealed class DocsCommand : Subcommand<DocsCommand.Settings>
{
    public override string Name => "docs";

    public override string Summary => "Print the reference of all commands and options as Markdown";

    public override CommandGroup Group => CommandGroup.Program;

    public override IReadOnlyList<CommandExample> Examples => [new("docs > docs/reference.md", "after an option has changed")];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        context.Out.Write(ReferencePage.Of([.. context.Subcommands.Describe()]));
        return ExitCode.Done;
    }

    internal sealed record Settings;
}
