using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary><c>interp merge</c>.</summary>
internal sealed class MergeCommand()
    : Subcommand<MergeCommand.Settings>("merge", CommandGroup.Results, "Put the shards of a run together, as if it had been run whole")
{
    public override IReadOnlyList<CommandExample> Examples =>
        [new("merge results/a-1of3 results/a-2of3 results/a-3of3 --output results/a", "after three runs with --shard 1/3, 2/3 and 3/3")];

    public override bool MakesRuns => true;

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        RunOptions target = new() { Output = options.Output, Force = options.Force };
        context.Report(context.Experiments.Merge(options.Folders, target, context.CommandLine, context.Session));
        return ExitCode.Done;
    }

    internal sealed record Settings
    {
        [Argument("folder", "The folders of all shards, in any order", Required = true)]
        public IReadOnlyList<string> Folders { get; init; } = [];

        [Option("output", "The folder for the whole", Placeholder = "DIR", Required = true)]
        public string Output { get; init; } = "";

        [Option("force", "Replace the run that is in --output")]
        public bool Force { get; init; }
    }
}
