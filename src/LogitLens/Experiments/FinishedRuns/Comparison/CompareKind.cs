using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.FinishedRuns.Comparison;

/// <summary>The comparison of runs, itself written as a run.</summary>
public static class CompareKind
{
    /// <summary>How it is run by name.</summary>
    public static IExperimentKind Instance { get; } = new ExperimentKind<CompareOptions, CompareUnit, CompareRecord, CompareResult>(
        "compare", (options, progress) => new CompareExperiment(options, progress))
    {
        Tables = [new TableSet("", CompareTables.Declared)],
    };
}
