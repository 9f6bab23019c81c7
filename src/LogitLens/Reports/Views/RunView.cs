using LogitLens.Experiments.AttentionView;
using LogitLens.Experiments.Attribution;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Lens;
using LogitLens.Experiments.Probes;
using LogitLens.Experiments.Steering;
using LogitLens.Runs;

namespace LogitLens.Reports;

/// <summary>A part of a page that answers to mouse and keyboard.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Content">Its HTML.</param>
internal sealed record RunView(string Title, string Content)
{
    /// <summary>What a view may take of a page that a thousand examples keep below 5 MB.</summary>
    public const int MostBytes = 1_500_000;

    /// <summary>The views of a finished run; none for kinds of which figures and tables say all.</summary>
    public static IEnumerable<RunView> Of(FinishedRun run)
    {
        string command = run.Manifest.Command;
        RunView? view = command == LogitLensKind.Instance.Command ? LensView.Of(run)
            : command == AttentionKind.Instance.Command ? AttentionStepper.Of(run)
            : command == HeadAblationKind.Instance.Command ? HeadPages.Of(run)
            : command == AttributeKind.Instance.Command ? TokenAttributions.Of(run)
            : command == ProbeTrainKind.Instance.Command ? ProbeReadings.Of(run)
            : command == SteerKind.Instance.Command ? SteeredTexts.Of(run)
            : null;
        return view is null ? [] : [view];
    }
}
