using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.HeadAblation.Questions;
using LogitLens.Runs;
using Metric = LogitLens.Experiments.FinishedRuns.RecordMetric<LogitLens.Experiments.HeadAblation.Questions.QuestionAblationRecord>;

namespace LogitLens.Experiments.FinishedRuns.Readers;

/// <summary>Reads runs of <c>head-ablation</c> on questions: the answers without an edit, and the effect of each edit on right answers.</summary>
internal sealed class QuestionAblationRunReader : IRunReader
{
    private static readonly Metric[] _metrics =
    [
        Metric.Share("clean_exact", record => record.Clean!.Correct),
        Metric.Mean("clean_answer_log_prob", record => record.CleanLogProb),
    ];

    /// <inheritdoc/>
    public IExperimentKind Kind => HeadAblationKind.Instance;

    /// <inheritdoc/>
    public string? Task => "generation";

    /// <inheritdoc/>
    public RunMeasurements Read(FinishedRun run)
    {
        QuestionAblationResult result = run.Result<QuestionAblationResult>();
        QuestionAblationRecord[] records = [.. run.Records<QuestionAblationRecord>().Where(record => record.Clean is not null)];
        Dictionary<string, double> effects = result.Items.Where(item => item.Item.IsSingle && item.Effect.Value is not null)
            .ToDictionary(item => item.Item.Name, item => item.Effect.Value!.Value);
        return new RunMeasurements([Metric.Read("clean", records, _metrics, record => record.Id, null)])
        {
            Effects = new PartEffects(result.LayerCount, result.HeadCount, result.Metric, effects),
        };
    }
}
