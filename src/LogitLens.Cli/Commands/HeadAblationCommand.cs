using LogitLens.Cli.CommandLine;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Options;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp head-ablation</c>.</summary>
internal sealed class HeadAblationCommand() : ExperimentCommand(HeadAblationKind.Instance)
{
    public override string Summary => "Remove or patch heads, layers and MLPs one after the other, and rank them by what that does to the answers";

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("head-ablation --shots 1", "every head of the bundled model set to zero, on the bundled reviews"),
        new("head-ablation --method mean --mean-over position --screens", "at their means, and how well gradients would have ranked them"),
        new("head-ablation --corrupt text --what resid", "activation patching by layer and position"),
        new("head-ablation --dataset arithmetic", "questions with exact answers, each written anew without each head"),
        new("head-ablation --cumulative 10", "heads removed one after the other, against random ones"),
    ];
}
