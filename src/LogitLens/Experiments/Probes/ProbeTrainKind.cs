using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Probes;

/// <summary>The experiment <c>probe-train</c>.</summary>
public static class ProbeTrainKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<ProbeTrainOptions>(
        "probe-train",
        "Fit linear probes on activations, layer by layer, beside what needs no probe and what a probe merely memorises",
        (options, progress) => new ProbeTrainExperiment(options, progress)) with
    {
        Examples =
        [
            new("probe-train", "at which layer can the sentiment of the bundled reviews be read?"),
            new("probe-train --sites \"blocks.*.attn.hook_z\" --position mean", "which heads carry it?"),
            new("probe-train --dataset tweets --method mean-difference", "negative, neutral or positive, by the nearest class mean"),
        ],
        Tables = [new TableSet("", ProbeTables.Declared)],
    };
}
