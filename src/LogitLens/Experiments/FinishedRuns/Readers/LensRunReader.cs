using LogitLens.Experiments.LogitLens;
using LogitLens.Runs;
using Metric = LogitLens.Experiments.FinishedRuns.RecordMetric<LogitLens.Experiments.LogitLens.LensRecord>;

namespace LogitLens.Experiments.FinishedRuns.Readers;

/// <summary>Reads runs of <c>logit-lens</c> over a dataset, at the last layer: what the model itself answers.</summary>
internal sealed class LensRunReader : IRunReader
{
    private static readonly Metric[] _metrics =
    [
        Metric.Share("accuracy", record => record.Predicted(Last(record)) == record.Label),
        Metric.Share("exact_accuracy", record => record.RightRank[Last(record)] == 0),
        Metric.Mean("label_probability", record => Math.Exp(record.LabelLogProbs[Last(record)][record.Label])),
        Metric.Mean("label_probability_among_labels", record => record.ProbabilityAmongLabels(Last(record), record.Label)),
    ];

    /// <inheritdoc/>
    public IExperimentKind Kind => LogitLensKind.Instance;

    /// <inheritdoc/>
    public string? Task => null;

    /// <inheritdoc/>
    public RunMeasurements Read(FinishedRun run)
    {
        LensRecord[] records = [.. run.Records<LensRecord>()];
        if (Array.Exists(records, record => record.Lens is not null))
        {
            throw new InputException($"{run.Folder} looks at one prompt; only runs over a dataset have examples to compare");
        }

        return new RunMeasurements([.. records.GroupBy(record => record.Condition).Select(group =>
            Metric.Read(group.Key, [.. group], _metrics, record => record.Example, record => record.Label))]);
    }

    private static int Last(LensRecord record) => record.LabelLogProbs.Count - 1;
}
