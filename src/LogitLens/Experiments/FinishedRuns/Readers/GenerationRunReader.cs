using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Evaluation.Generation;
using LogitLens.Runs;
using Metric = LogitLens.Experiments.FinishedRuns.RecordMetric<LogitLens.Experiments.Evaluation.Generation.GenerationRecord>;

namespace LogitLens.Experiments.FinishedRuns.Readers;

/// <summary>Reads generation tasks of <c>evaluate</c>.</summary>
internal sealed class GenerationRunReader : IRunReader
{
    private static readonly Metric[] _metrics =
    [
        Metric.Share("accuracy", record => record.Correct),
        Metric.Share("cut_off", record => record.Finish == FinishReason.Length),
        Metric.Mean("answer_log_prob", record => record.AnswerLogProb),
        Metric.Mean("new_tokens", record => record.NewTokens.Length),
    ];

    /// <inheritdoc/>
    public IExperimentKind Kind => EvaluateKind.Instance;

    /// <inheritdoc/>
    public string? Task => "generation";

    /// <inheritdoc/>
    public RunMeasurements Read(FinishedRun run) => new([.. run.Records<GenerationRecord>().GroupBy(record => record.Condition)
        .Select(group => Metric.Read(group.Key, [.. group], _metrics, record => record.Example, null))]);
}
