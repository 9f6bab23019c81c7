using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Evaluation.MinimalPairs;
using LogitLens.Runs;
using Metric = LogitLens.Experiments.FinishedRuns.RecordMetric<LogitLens.Experiments.Evaluation.MinimalPairs.PairRecord>;

namespace LogitLens.Experiments.FinishedRuns.Readers;

/// <summary>Reads minimal pairs of <c>evaluate</c>: all together, then paradigm by paradigm where there are several.</summary>
internal sealed class MinimalPairRunReader : IRunReader
{
    private const string All = "all pairs";

    private static readonly Metric[] _metrics =
    [
        Metric.Share("accuracy", record => record.Correct),
        Metric.Mean("margin", record => record.GoodLogProb - record.BadLogProb),
    ];

    /// <inheritdoc/>
    public IExperimentKind Kind => EvaluateKind.Instance;

    /// <inheritdoc/>
    public string? Task => "minimal-pairs";

    /// <inheritdoc/>
    public RunMeasurements Read(FinishedRun run)
    {
        PairRecord[] records = [.. run.Records<PairRecord>()];
        IGrouping<string, PairRecord>[] paradigms = [.. records.GroupBy(record => record.Paradigm)];
        return new RunMeasurements([Condition(All, records), .. paradigms.Length < 2 ? [] : paradigms.Select(group => Condition(group.Key, [.. group]))]);
    }

    private static MeasuredCondition Condition(string name, PairRecord[] records) => Metric.Read(name, records, _metrics, record => record.Id, null);
}
