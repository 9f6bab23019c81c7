using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Capture;

/// <summary>The experiment <c>capture</c>.</summary>
public static class CaptureKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<CaptureOptions>(
        "capture",
        "Record activations of a prompt or a dataset into a safetensors file, for Python or anything else",
        (options, progress) => new CaptureExperiment(options, progress)) with
    {
        Examples =
        [
            new("capture --prompt \"The film was a joy.\" --sites \"blocks.*.attn.hook_pattern\"", "every attention pattern of one prompt"),
            new("capture --limit 50 --sites \"blocks.*.hook_resid_post\" --output resid.safetensors", "the residual streams of 50 reviews"),
        ],
        Tables = [new TableSet("", [CaptureTables.Sites])],
    };
}
