using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Cli.Tests.AttentionDistance;

/// <summary>The experiment <c>attention-distance</c>.</summary>
internal static class AttentionDistanceKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<AttentionDistanceOptions>(
        "attention-distance",
        "Measure how far back each attention head looks",
        (options, progress) => new AttentionDistanceExperiment(options, progress)) with
    {
        Examples = [new("attention-distance --limit 20", "every head of the bundled model, on 20 of the bundled reviews")],
        Tables = [new TableSet("", [AttentionDistanceResult.Table])],
    };
}
