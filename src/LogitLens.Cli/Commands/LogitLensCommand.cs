using LogitLens.Cli.CommandLine;
using LogitLens.Experiments.LogitLens;
using LogitLens.Options;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp logit-lens</c>.</summary>
internal sealed class LogitLensCommand() : ExperimentCommand(LogitLensKind.Instance)
{
    public override string Summary => "Show what each layer would predict: over a dataset, or token by token over one prompt";

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("logit-lens", "the bundled reviews on the bundled model"),
        new("logit-lens --shots 0,1 --demos correct,incorrect", "with and without a demonstration, right and wrong"),
        new("logit-lens --prompt \"The film was a joy. I\" --show entropy", "one prompt, every layer and position"),
    ];
}
