using System.Globalization;
using LogitLens.Experiments.AttentionMask.Regions;
using LogitLens.Experiments.Classification;
using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Hides regions of attention in turn and measures what becomes of the answers. A unit is an example, measured under every region.</summary>
public sealed class AttentionMaskExperiment(AttentionMaskOptions options, IProgressSink progress)
    : IExperiment<MaskUnit, SweepRecord, AttentionMaskResult>
{
    private ModelSource? _source;
    private SweptData? _data;
    private LoadedModel? _model;
    private IReadOnlyList<MaskItem>? _items;
    private MaskSweepRun? _sweep;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    private SweptData Data => _data ??= Open();

    private IReadOnlyList<MaskItem> Items => _items ??= MaskItems.Of(options.Mask, Data, Source.Files.Config);

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Dataset = _data?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<MaskUnit>> Plan()
    {
        RegionBinding binding = Binding();
        foreach (MaskItem item in Items.Where(item => item.Sweep is null))
        {
            binding.Require(Parsed(item));
        }

        IReadOnlyList<IReadOnlyList<int>> batches = SweepBatches.Cut(
            Data, Enumerable.Range(0, Data.Examples.Count), Source.Files.Config, options.Run, Source.Device);
        return [.. batches.Select(batch => new WorkBatch<MaskUnit>([.. batch.Select(index => new MaskUnit(Data.Examples[index].Id, index))]))];
    }

    /// <inheritdoc/>
    public void Load()
    {
        _model = Source.Load();
        foreach (string note in Data.Notes)
        {
            progress.Note(note);
        }

        _sweep = new MaskSweepRun(_model.Transformer, Data, Binding(), [.. Items.Select(Parsed)], options.Run.Memory.Bytes / 2);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SweepRecord> Compute(WorkBatch<MaskUnit> batch, CancellationToken cancellation) => _sweep!.Measure(
        [.. batch.Units.Select(unit => unit.Example)], options.Mask.Metric is EffectMetric.LogProb or EffectMetric.Kl, cancellation);

    /// <inheritdoc/>
    public AttentionMaskResult Summarise(IEnumerable<SweepRecord> records) =>
        new MaskSummary(options, Source.Files.Config, Data, Items, TokenText).Of([.. records]);

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(AttentionMaskResult result) => MaskTables.Of(result);

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(AttentionMaskResult result) => MaskFigures.Of(result, What);

    /// <inheritdoc/>
    public SummaryTable Headline(AttentionMaskResult result) => MaskTables.Headline(result, What);

    /// <inheritdoc/>
    public void Dispose() => _model?.Dispose();

    private string What => $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Data.Dataset)}";

    private static Region Parsed(MaskItem item) => RegionParser.Parse(item.Region)[0];

    private RegionBinding Binding() =>
        new(Data, Source.Files.Config, Source.Files.RequireTokenizer, options.Mask.Renormalise == Renormalisation.On);

    private string TokenText(int id) => Source.Files.Tokenizer?.TokenText(id) ?? id.ToString(CultureInfo.InvariantCulture);

    private SweptData Open()
    {
        ClassificationTask task = ClassificationTask.Open(Source, options.Data, options.Prompts, options.Run.Seed);
        SweptExample[] examples =
        [
            .. task.Dataset.Examples.Zip(
                task.Conditions[0].Prompts, (row, prompt) => new SweptExample(row.Id, row.Label!.Value, [.. prompt.Ids], prompt.Spans, null)),
        ];
        return new SweptData(examples, SweptData.SharedLength(examples), task.LabelTokens, task.Labels.Words, task.Input, [.. task.Notes()]);
    }
}
