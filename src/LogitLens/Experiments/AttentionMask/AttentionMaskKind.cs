using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>The experiment <c>attention-mask</c>.</summary>
public static class AttentionMaskKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<AttentionMaskOptions>(
        "attention-mask",
        "Hide edges of attention, one region after the other, and rank them by what that does to the answers",
        (options, progress) => new AttentionMaskExperiment(options, progress)) with
    {
        Examples =
        [
            new("attention-mask --sweep heads", "every head's pattern in turn, on the bundled reviews"),
            new("attention-mask --sweep spans --shots 1", "the last position's sight of the text, the instruction and the demonstration, by layer"),
            new("attention-mask --sweep tokens", "each token of the text unseen by all others, drawn token by token"),
            new("attention-mask --region \"L*.H*:tokens=\\\"not\\\"; L0-1.H*:distance=1\"", "two regions in your own words"),
        ],
        Tables = MaskTables.Declared,
    };
}
