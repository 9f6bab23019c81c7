using LogitLens.Cli.CommandLine;
using LogitLens.Experiments.AttentionMask;
using LogitLens.Options;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp attention-mask</c>.</summary>
internal sealed class AttentionMaskCommand() : ExperimentCommand(AttentionMaskKind.Instance)
{
    public override string Summary => "Hide edges of attention, one region after the other, and rank them by what that does to the answers";

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("attention-mask --sweep heads", "every head's pattern in turn, on the bundled reviews"),
        new("attention-mask --sweep spans --shots 1", "the last position's sight of the text, the instruction and the demonstration, by layer"),
        new("attention-mask --sweep tokens", "each token of the text unseen by all others, drawn token by token"),
        new("attention-mask --region \"L*.H*:tokens=\\\"not\\\"; L0-1.H*:distance=1\"", "two regions in your own words"),
    ];
}
