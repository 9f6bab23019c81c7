using LogitLens.Cli.CommandLine;

namespace LogitLens.Cli.Commands;

/// <summary>All subcommands, in the order in which help lists them.</summary>
internal static class Subcommands
{
    public static IReadOnlyList<ISubcommand> All { get; } =
    [
        new LogitLensCommand(),
        new HeadAblationCommand(),
        new AttentionMaskCommand(),
        new EvaluateCommand(),
        new CaptureCommand(),
        new RunCommand(),
        new InspectCommand(),
        new CompareCommand(),
        new MergeCommand(),
        new TokenizeCommand(),
        new ModelsCommand(),
        new DatasetsCommand(),
        new FetchCommand(),
        new ConfigSchemaCommand(),
        new DocsCommand(),
    ];
}
