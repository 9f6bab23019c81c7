using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>The experiment <c>head-ablation</c>.</summary>
public static class HeadAblationKind
{
    /// <summary>How it is run by name.</summary>
    public static IExperimentKind Instance { get; } = new ExperimentKind<HeadAblationOptions, AblationUnit, AblationRecord, HeadAblationResult>(
        "head-ablation", (options, progress) => new HeadAblationExperiment(options, progress));
}
