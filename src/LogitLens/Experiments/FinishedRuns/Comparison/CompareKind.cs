using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>The comparison of runs, itself written as a run.</summary>
public static class CompareKind
{
    /// <summary>How it is run by name.</summary>
    /// <param name="kinds">The experiments whose runs it compares.</param>
    public static ExperimentKind Over(IEnumerable<ExperimentKind> kinds)
    {
        // A comparison's own folder is known too, to be told what it is.
        ExperimentKind? own = null;
        own = ExperimentKind.Of<CompareOptions>(
            "compare",
            "Compare finished runs on the examples that they share: differences, intervals, tests, and what could have been found",
            (options, progress) => new CompareExperiment(options, new ExperimentRegistry([.. kinds, own!]), progress)) with
        {
            Examples =
            [
                new("compare results/before results/after", "the same examples before and after finetuning"),
                new("compare results/small results/medium results/large --output results/sizes", "each pair of three models"),
            ],
            ReadsRuns = true,
            Tables = [new TableSet("", CompareTables.Declared)],
        };
        return own;
    }
}
