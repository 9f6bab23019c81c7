using System.Text.Json;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using Metric = LogitLens.Experiments.FinishedRuns.RecordMetric<LogitLens.Experiments.HeadAblation.AblationRecord>;

namespace LogitLens.Experiments.FinishedRuns.Readers;

/// <summary>Reads runs of <c>head-ablation</c>: the model without an edit example by example, and the mean effect of each edit.</summary>
internal sealed class HeadAblationRunReader : IRunReader
{
    private static readonly Metric[] _metrics =
    [
        Metric.Share("clean_accuracy", record => LabelScores.IsRight(record.Clean, record.Label)),
        Metric.Mean("clean_logit_difference", record => LabelScores.Difference(record.Clean, record.Label)),
        Metric.Mean("clean_log_prob", record => record.CleanLogProb ?? double.NaN),
    ];

    /// <inheritdoc/>
    public IExperimentKind Kind => HeadAblationKind.Instance;

    /// <inheritdoc/>
    public string? Task => null;

    /// <inheritdoc/>
    public RunMeasurements Read(FinishedRun run)
    {
        HeadAblationResult result = run.Result<HeadAblationResult>();
        AblationRecord[] records = [.. run.Records<AblationRecord>().Where(record => record.Setup is null)];
        Dictionary<string, double> effects = result.Items.Where(item => item.Item.Layer is not null && item.Effect.Value is not null)
            .ToDictionary(item => item.Item.Name, item => item.Effect.Value!.Value);
        return new RunMeasurements([Metric.Read("clean", records, _metrics, record => record.Id, record => record.Label)])
        {
            Effects = new PartEffects(
                result.LayerCount, result.HeadCount, JsonNamingPolicy.KebabCaseLower.ConvertName(result.Metric.ToString()), effects),
        };
    }
}
