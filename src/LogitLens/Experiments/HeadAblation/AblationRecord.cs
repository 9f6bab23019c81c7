using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>A unit of the sweep's work: an example, or what is found out once for the model.</summary>
/// <param name="Id">The example's id; <c>setup</c> for the model's.</param>
/// <param name="Example">The example's place in the data; -1 for the model's.</param>
public sealed record AblationUnit(string Id, int Example) : IWorkUnit;

/// <summary>What the sweep finds for one unit; of the unit that is found out once for the model, only that.</summary>
public sealed record AblationRecord : SweepRecord
{
    /// <summary>Logit of each label at the last position of the run that patches come from; null in an ablation.</summary>
    public float[]? Source { get; init; }

    /// <summary>Estimates of each head's effect by gradients and by direct attribution; null where not asked for.</summary>
    public ScreenRecord? Screens { get; init; }

    /// <summary>What is found out once; null in an example's record.</summary>
    public SetupRecord? Setup { get; init; }
}

/// <summary>Cheap estimates for one example, for all heads of the model by layer, and the parts of its logit difference.</summary>
/// <param name="Gradient">First-order estimate of each head's effect.</param>
/// <param name="Attribution">What each part of the model writes into the logit difference.</param>
public sealed record ScreenRecord(float[] Gradient, LogitAttribution Attribution);

/// <summary>What is found out once for the model and the data.</summary>
/// <param name="Descriptions">What each head attends to, by layer; empty where heads are not what is edited.</param>
/// <param name="Screened">The gradient screen's mean estimate for each head, by layer; null without a screen.</param>
/// <param name="Removed">The greedy order of removal; null where none was asked for.</param>
public sealed record SetupRecord(IReadOnlyList<HeadDescription> Descriptions, double[]? Screened, IReadOnlyList<HeadId>? Removed);
