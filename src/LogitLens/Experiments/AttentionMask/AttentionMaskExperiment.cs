using System.Globalization;
using System.Text.Json;
using LogitLens.Experiments.AttentionMask.Regions;
using LogitLens.Experiments.Classification;
using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Sweeps.SweepRecord>;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Hides regions of attention in turn and measures what becomes of the answers. A unit is an example, measured under every region.</summary>
public sealed class AttentionMaskExperiment(AttentionMaskOptions options, IProgressSink progress)
    : ModelExperiment<SweptData, SweepRecord, AttentionMaskResult>(options.Model, progress)
{
    private static readonly Metric[] _metrics =
    [
        Metric.Share("clean_accuracy", record => LabelScores.IsRight(record.Clean, record.Label)),
        Metric.Mean("clean_logit_difference", record => LabelScores.Difference(record.Clean, record.Label)),
        Metric.Mean("clean_log_prob", record => record.CleanLogProb ?? double.NaN),
    ];

    private IReadOnlyList<MaskItem>? _items;
    private MaskSweepRun? _sweep;

    private IReadOnlyList<MaskItem> Items => _items ??= MaskItems.Of(options.Mask, Data, Config);

    /// <inheritdoc/>
    public override IReadOnlyList<WorkBatch> Plan()
    {
        RegionBinding binding = Binding();
        foreach (MaskItem item in Items.Where(item => item.Sweep is null))
        {
            binding.Require(Parsed(item));
        }

        IReadOnlyList<IReadOnlyList<int>> batches = SweepBatches.Cut(
            Data, Enumerable.Range(0, Data.Examples.Count), Config, options.Run, Source.Device);
        return [.. batches.Select(batch => new WorkBatch([.. batch.Select(index => new WorkUnit(Data.Examples[index].Id, index))]))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SweepRecord> Compute(WorkBatch batch, CancellationToken cancellation) => _sweep!.Measure(
        [.. batch.Units.Select(unit => unit.Example)], options.Mask.Metric is EffectMetric.LogProb or EffectMetric.Kl, cancellation);

    /// <inheritdoc/>
    public override AttentionMaskResult Summarise(IEnumerable<SweepRecord> records) =>
        new MaskSummary(options, Config, Data, Items, TokenText).Of([.. records]);

    /// <inheritdoc/>
    public override IEnumerable<CsvTable> Tables(AttentionMaskResult result) => MaskTables.Of(result);

    /// <inheritdoc/>
    public override IEnumerable<IFigure> Draw(AttentionMaskResult result) => MaskFigures.Of(result, What);

    /// <inheritdoc/>
    public override SummaryTable Headline(AttentionMaskResult result) => MaskTables.Headline(result, What);

    /// <inheritdoc/>
    public override RunMeasurements Measure(AttentionMaskResult result, IEnumerable<SweepRecord> records)
    {
        Dictionary<string, double> effects = result.Items.Where(item => item.Item.Sweep is not null && item.Effect.Value is not null)
            .ToDictionary(item => item.Item.Name, item => item.Effect.Value!.Value);
        return new RunMeasurements([Metric.Read("clean", [.. records], _metrics, record => record.Id, record => record.Label)])
        {
            Effects = new PartEffects(result.LayerCount, result.HeadCount, JsonNamingPolicy.KebabCaseLower.ConvertName(result.Metric.ToString()), effects),
        };
    }

    /// <inheritdoc/>
    protected override void Prepare() =>
        _sweep = new MaskSweepRun(Model, Data, Binding(), [.. Items.Select(Parsed)], options.Run.Memory.Bytes / 2);

    private string What => $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Data.Dataset)}";

    private static Region Parsed(MaskItem item) => RegionParser.Parse(item.Region)[0];

    private RegionBinding Binding() =>
        new(Data, Config, Source.Files.RequireTokenizer, options.Mask.Renormalise == Renormalisation.On);

    private string TokenText(int id) => Source.Files.Tokenizer?.TokenText(id) ?? id.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override SweptData Open(ModelSource source)
    {
        ClassificationTask task = ClassificationTask.Open(source, options.Data, options.Prompts, options.Run.Seed);
        SweptExample[] examples =
        [
            .. task.Dataset.Examples.Zip(
                task.Conditions[0].Prompts, (row, prompt) => new SweptExample(row.Id, row.Label!.Value, [.. prompt.Ids], prompt.Spans, null)),
        ];
        return new SweptData(examples, SweptData.SharedLength(examples), task.LabelTokens, task.Labels.Words, task.Input, task.Notes);
    }
}
