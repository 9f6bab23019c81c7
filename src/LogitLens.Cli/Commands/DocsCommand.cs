using LogitLens.Options;
using LogitLens.Tables;

namespace LogitLens.Cli;

/// <summary><c>interp docs</c>, which docs/reference.md and docs/columns.md are written with.</summary>
internal sealed class DocsCommand()
    : Subcommand<DocsCommand.Settings>("docs", CommandGroup.Program, "Print the reference of all commands and options, or of all columns, as Markdown")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("docs > docs/reference.md", "after an option has changed"),
        new("docs columns > docs/columns.md", "after a table has changed"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        context.Out.Write(options.Page == ReferenceKind.Columns
            ? ColumnsPage.Of(context.Subcommands.OfType<ExperimentCommand>().Where(command => command.Kind.Tables.Count > 0)
                .Select(command => (command.Name, command.Kind.Tables)))
            : ReferencePage.Of([.. context.Subcommands.Describe()]));
        return ExitCode.Done;
    }

    internal enum ReferenceKind
    {
        Options,
        Columns,
    }

    internal sealed record Settings
    {
        [Argument("page", "Which reference: of commands and their options, or of the columns of CSV files")]
        public ReferenceKind Page { get; init; }
    }
}
