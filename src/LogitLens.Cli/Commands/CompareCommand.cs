using LogitLens.Cli.CommandLine;
using LogitLens.Experiments.FinishedRuns.Comparison;
using LogitLens.Options;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp compare</c>.</summary>
internal sealed class CompareCommand() : ExperimentCommand(CompareKind.Instance)
{
    public override string Summary => "Compare finished runs on the examples that they share: differences, intervals, tests, and what could have been found";

    public override CommandGroup Group => CommandGroup.Results;

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("compare results/before results/after", "the same examples before and after finetuning"),
        new("compare results/small results/medium results/large --output results/sizes", "each pair of three models"),
    ];
}
