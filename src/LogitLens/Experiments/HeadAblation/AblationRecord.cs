using System.Diagnostics.CodeAnalysis;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>What the sweep finds for one example.</summary>
internal sealed record AblationRecord : SweepRecord
{
    public AblationRecord()
    {
    }

    /// <summary>What a sweep has found for an example.</summary>
    [SetsRequiredMembers]
    public AblationRecord(SweepRecord found)
        : base(found)
    {
    }

    /// <summary>Estimates of each head's effect by gradients and by direct attribution; null where not asked for.</summary>
    public ScreenRecord? Screens { get; init; }
}

/// <summary>Cheap estimates for one example, for all heads of the model by layer, and the parts of its logit difference.</summary>
/// <param name="Gradient">First-order estimate of each head's effect.</param>
/// <param name="Attribution">What each part of the model writes into the logit difference.</param>
internal sealed record ScreenRecord(float[] Gradient, LogitAttribution Attribution);

/// <summary>What is found out once for the model and the data.</summary>
/// <param name="Descriptions">What each head attends to, by layer; empty where heads are not what is edited.</param>
/// <param name="Screened">The gradient screen's mean estimate for each head, by layer; null without a screen.</param>
/// <param name="Removed">The greedy order of removal; null where none was asked for.</param>
internal sealed record AblationSetup(IReadOnlyList<HeadDescription> Descriptions, double[]? Screened, IReadOnlyList<HeadId>? Removed)
{
    /// <summary>The heads that the screen puts first; null without a screen.</summary>
    public IReadOnlyList<HeadId>? Chosen { get; init; }

    /// <summary>The heads' attention on one example; null where heads are not what is edited, or no prompt is short enough.</summary>
    public ExampleAttention? Example { get; init; }
}
