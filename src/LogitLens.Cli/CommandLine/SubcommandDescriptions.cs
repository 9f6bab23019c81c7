using LogitLens.Options;

namespace LogitLens.Cli.CommandLine;

/// <summary>Describes subcommands for what is written about them.</summary>
internal static class SubcommandDescriptions
{
    public static IEnumerable<CommandDescription> Describe(this IEnumerable<ISubcommand> commands) =>
        commands.Select(c => new CommandDescription(c.Name, c.Summary, OptionSet.Of(c.OptionsType), c.Examples));
}
