using LogitLens.Cli.CommandLine;
using LogitLens.Experiments.Evaluation;
using LogitLens.Options;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp evaluate</c>.</summary>
internal sealed class EvaluateCommand() : ExperimentCommand(EvaluateKind.Instance)
{
    public override string Summary => "Measure how well the model does a task: classification, exact answers, minimal pairs, perplexity";

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("evaluate", "the bundled reviews on the bundled model"),
        new("evaluate --dataset sst2 --shots 0,1,4 --demos correct,incorrect", "accuracy by number of demonstrations, right and wrong"),
        new("evaluate --dataset arithmetic", "exact answers, and how the wrong ones are wrong"),
        new("evaluate --dataset notes.txt --stride 256", "perplexity of a text"),
    ];
}
