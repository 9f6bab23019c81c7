using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// A sweep over prompts whose answer is a label: a unit is an example, measured under every edit. What a sweep of its own adds is its items, its
/// edits, and what its result says beyond the effects.
/// </summary>
internal abstract class LabelSweepExperiment<TRecord, TResult>(ModelOptions model, RunOptions run, EffectMetric metric, IProgressSink progress)
    : ModelExperiment<SweptDraws, TRecord, TResult>(model, progress)
    where TRecord : SweepRecord
    where TResult : LabelSweepResult
{
    /// <summary>What is edited; what is recorded of each example is a list in this order.</summary>
    protected abstract IReadOnlyList<SweepItem> Items { get; }

    /// <summary>What the data are called in titles.</summary>
    protected abstract string DataName { get; }

    /// <summary>Whether divergences are to the run that patches come from.</summary>
    protected virtual bool MeasuresToSource => false;

    /// <summary>How outcomes are read.</summary>
    protected virtual SweepReading Reading => new(metric is EffectMetric.LogProb or EffectMetric.Kl, MeasuresToSource);

    /// <summary>Turns items into edits under one draw of demonstrations. Before the model is loaded only what they can reach is asked of it.</summary>
    /// <param name="draw">The draw's place in the data.</param>
    protected abstract ISweepEdits EditsOf(int draw);

    /// <summary>Model and data, as titles have them.</summary>
    protected string What => $"{ModelName}, {ShownName.Of(DataName)}";

    /// <summary>Whether each item's edit can act on any example.</summary>
    protected IReadOnlyList<bool> Acts =>
        [.. Items.Select(item => Enumerable.Range(0, Data.Draws.Count).Any(draw => EditsOf(draw).CanAct(item, Data.Count)))];

    public override RunMeasurements Measure(TResult result, IEnumerable<TRecord> records)
    {
        RecordMetric<TRecord>[] metrics =
        [
            RecordMetric<TRecord>.Share("clean_accuracy", record => LabelScores.IsRight(record.Clean, record.Label)),
            RecordMetric<TRecord>.Mean("clean_logit_difference", record => LabelScores.Difference(record.Clean, record.Label)),
            RecordMetric<TRecord>.Mean("clean_log_prob", record => record.CleanLogProb ?? double.NaN, ValueRange.NonPositive),
        ];
        TRecord[] all = [.. records];
        return new RunMeasurements(
            [RecordMetric<TRecord>.Read("clean", all, metrics, record => record.ExampleId, record => record.Label, record => record.Draw)])
        {
            Effects = result.ToParts(JsonNamingPolicy.KebabCaseLower.ConvertName(result.Metric.ToString())) with { ByExample = EffectsOf(result, all) },
        };
    }

    // [part][example]: what two runs are compared by on the examples that both have.
    private static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> EffectsOf(TResult result, TRecord[] records)
    {
        if (!Array.TrueForAll(records, record => record.Edited.Count == result.Items.Count))
        {
            return new Dictionary<string, IReadOnlyDictionary<string, double>>();
        }

        ConditionGroup<SweepRecord> group = SweepRecord.Group(records);
        return SweepValues.Of(group, result.Metric).ByPart(result.Items, group.Examples);
    }

    public override GivenAnswer? AnswerOf(TResult result, TRecord record) =>
        GivenAnswer.OfLabels(record.Id, result.Labels, record.Label, [.. record.Clean.Select(logit => (double)logit)]);

    /// <summary>Work over some of the examples, under each draw.</summary>
    /// <param name="examples">Places in the data.</param>
    protected IReadOnlyList<WorkBatch> PlanOf(IEnumerable<int> examples)
    {
        int[] chosen = [.. examples];
        return
        [
            .. Enumerable.Range(0, Data.Draws.Count).SelectMany(draw => Cut(draw, chosen)
                .Select(batch => new WorkBatch([.. batch.Select(index => Data.UnitOf(draw, index))]))),
        ];
    }

    /// <summary>Cuts examples into batches.</summary>
    /// <param name="draw">The draw's place in the data.</param>
    /// <param name="examples">Places in the data.</param>
    protected IReadOnlyList<IReadOnlyList<int>> Cut(int draw, IEnumerable<int> examples) =>
        SweepBatches.Cut(Data.Draws[draw], examples, Config, run, Source.Device);

    /// <summary>Measures every item on a batch, which is of one draw.</summary>
    protected SweepRecord[] MeasureItems(WorkBatch batch, CancellationToken cancellation)
    {
        SweepRecord[] found = SweepOf(batch.Condition).Measure(batch.Examples, Items, Reading, cancellation);
        return Data.NumberOf(batch.Condition) is not { } number
            ? found
            : [.. found.Zip(batch.Units, (record, unit) => record with { Id = unit.Id, Example = record.Id, Draw = number })];
    }

    /// <summary>The sweep on the loaded model, under one draw.</summary>
    /// <param name="draw">The draw's place in the data.</param>
    private protected LabelSweep SweepOf(int draw) => new(Model, Data.Draws[draw], EditsOf(draw), run.Batch.Memory.Bytes / 2);
}
