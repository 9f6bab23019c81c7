using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>The experiment <c>attention-mask</c>.</summary>
public static class AttentionMaskKind
{
    /// <summary>How it is run by name.</summary>
    public static IExperimentKind Instance { get; } = new ExperimentKind<AttentionMaskOptions, MaskUnit, SweepRecord, AttentionMaskResult>(
        "attention-mask", (options, progress) => new AttentionMaskExperiment(options, progress));
}

/// <summary>A unit of work: an example.</summary>
/// <param name="Id">The example's id.</param>
/// <param name="Example">The example's place in the data.</param>
public sealed record MaskUnit(string Id, int Example) : IWorkUnit;
