using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary><c>interp run FILE</c>: <c>interp EXPERIMENT --config FILE</c> of the experiment that the file names, and what there is for several runs.</summary>
internal sealed class RunCommand() : ConfigCommand<RunCommand.Settings, MatrixOptions>(
    "run", CommandGroup.Experiments, "Do what a config file says: one run, or a matrix of them")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("run configs/sentiment-table.json", "run a ready matrix; once more, and what is done is taken as it is"),
        new("run configs/sentiment-table.json --dry-run", "what would be run: examples, tokens, operations, time"),
        new("run configs/sentiment-table.json --limit 50 --output results/try", "with options of its command that override the file's"),
        new("run configs/sentiment-table.json --processes gpus", "on all GPUs of the machine"),
    ];

    public override bool MakesRuns => true;

    protected override ExitCode Run(CellMatrix matrix, ExperimentCommand command, MatrixOptions options, CommandContext context) =>
        new MatrixRun(matrix, command, options, context).Run();

    internal sealed record Settings
    {
        [Argument(
            "file", "The config file; options of its command (interp COMMAND --help), such as --output, may follow and override it", Required = true)]
        public string File { get; init; } = "";

        public MatrixOptions Matrix { get; init; } = new();
    }
}
