using LogitLens.Cli.CommandLine;
using LogitLens.Cli.Matrix;
using LogitLens.Options;

namespace LogitLens.Cli.Commands;

/// <summary>
/// <c>interp run FILE</c>: <c>interp COMMAND --config FILE</c> with the command that the file names, and what is there for several runs. The application
/// binds it to that command, since the options that may follow are the other command's.
/// </summary>
internal sealed class RunCommand()
    : Subcommand<RunCommand.Settings>("run", CommandGroup.Experiments, "Do what a config file says: one run, or a matrix of them")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("run configs/sentiment-table.json", "run a ready matrix; once more, and what is done is taken as it is"),
        new("run configs/sentiment-table.json --dry-run", "what would be run: examples, tokens, operations, time"),
        new("run configs/sentiment-table.json --limit 50 --output results/try", "with options of its command that override the file's"),
    ];

    /// <summary>The config file among the arguments, which comes first.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string FileOf(IReadOnlyList<string> arguments) => arguments.Count > 0 && !arguments[0].StartsWith('-')
        ? arguments[0]
        : throw new InputException("interp run takes a config file first: interp run FILE [options]");

    protected override ExitCode Run(Settings options, CommandContext context) =>
        throw new NotSupportedException("interp run is bound to the command that its file names before it is run");

    internal sealed record Settings
    {
        [Argument("file", "The config file; options of its command may follow and override it", Required = true)]
        public string File { get; init; } = "";

        public MatrixOptions Matrix { get; init; } = new();
    }
}
