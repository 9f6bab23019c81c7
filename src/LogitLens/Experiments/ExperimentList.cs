using LogitLens.Experiments.AttentionMask;
using LogitLens.Experiments.AttentionView;
using LogitLens.Experiments.Attribution;
using LogitLens.Experiments.Capture;
using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Finetuning;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Lens;
using LogitLens.Experiments.Probes;
using LogitLens.Experiments.Steering;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>
/// The experiments that there are, in the order in which help lists them. An experiment that stands here has a subcommand, help, config files and
/// their schema, a section of the reference page, and can be inspected and compared.
/// </summary>
public static class ExperimentList
{
    private static readonly ExperimentKind[] s_measuring =
    [
        LogitLensKind.Instance,
        HeadAblationKind.Instance,
        AttentionMaskKind.Instance,
        EvaluateKind.Instance,
        AttentionKind.Instance,
        AttributeKind.Instance,
        ProbeTrainKind.Instance,
        CaptureKind.Instance,
        SteerKind.Instance,
        FinetuneKind.Instance,
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ExperimentKind> All { get; } = [.. s_measuring, CompareKind.Over(s_measuring)];
}
