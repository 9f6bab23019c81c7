using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Evaluation.Classification;
using LogitLens.Runs;
using Metric = LogitLens.Experiments.FinishedRuns.RecordMetric<LogitLens.Experiments.Evaluation.Classification.ClassificationRecord>;

namespace LogitLens.Experiments.FinishedRuns.Readers;

/// <summary>Reads classifications of <c>evaluate</c>; texts without content are no examples.</summary>
internal sealed class ClassificationRunReader : IRunReader
{
    private static readonly Metric[] _metrics =
    [
        Metric.Share("accuracy", record => record.Correct == true),
        Metric.Share("exact_accuracy", record => record.ExactlyCorrect == true),
        Metric.Mean("label_probability", record => Math.Exp(record.LabelLogProbs[record.Label!.Value])),
        Metric.Mean("label_probability_among_labels", record => record.Probabilities[record.Label!.Value]),
    ];

    /// <inheritdoc/>
    public IExperimentKind Kind => EvaluateKind.Instance;

    /// <inheritdoc/>
    public string? Task => "classification";

    /// <inheritdoc/>
    public RunMeasurements Read(FinishedRun run) => new([.. run.Records<ClassificationRecord>().Where(record => record.Label is not null)
        .GroupBy(record => record.Condition)
        .Select(group => Metric.Read(group.Key, [.. group], _metrics, record => record.Example, record => record.Label!.Value))]);
}
