using LogitLens.Cli.CommandLine;
using LogitLens.Options;

namespace LogitLens.Cli.Commands;

/// <summary>
/// <c>interp run FILE</c>: short for <c>interp COMMAND --config FILE</c>, with the command that the file names. The application expands it
/// before parsing, since the options that may follow are the other command's.
/// </summary>
internal sealed class RunCommand()
    : Subcommand<RunCommand.Settings>("run", CommandGroup.Experiments, "Do what a config file says: one run, or a matrix of them")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("run configs/sentiment-table.json", "run a ready matrix"),
        new("run configs/sentiment-table.json --limit 50 --output results/try", "with options of its command that override the file's"),
    ];

    /// <summary>"run FILE rest" as "COMMAND --config FILE rest".</summary>
    /// <exception cref="InputException">There is no file, or it names no command.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> arguments)
    {
        if (arguments.Count < 2 || arguments[1].StartsWith('-'))
        {
            throw new InputException("interp run takes a config file first: interp run FILE [options]");
        }

        return [ConfigFile.Load(arguments[1]).Command, "--config", arguments[1], .. arguments.Skip(2)];
    }

    protected override ExitCode Run(Settings options, CommandContext context) =>
        throw new NotSupportedException("interp run is expanded before it is run");

    internal sealed record Settings
    {
        [Argument("file", "The config file; options of its command may follow and override it", Required = true)]
        public string File { get; init; } = "";
    }
}
