using System.Text.Json;
using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Runs;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.HeadAblation.AblationRecord>;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>
/// Edits each part of a model in turn and measures what becomes of the answers. A unit is an example, measured under every edit.
/// </summary>
public sealed class HeadAblationExperiment(HeadAblationOptions options, IProgressSink progress)
    : ModelExperiment<SweptData, AblationRecord, HeadAblationResult>(options.Model, progress)
{
    private const int DescribedPrompts = 32;

    private static readonly Metric[] _metrics =
    [
        Metric.Share("clean_accuracy", record => LabelScores.IsRight(record.Clean, record.Label)),
        Metric.Mean("clean_logit_difference", record => LabelScores.Difference(record.Clean, record.Label)),
        Metric.Mean("clean_log_prob", record => record.CleanLogProb ?? double.NaN),
    ];

    private RunSetup<AblationSetup>? _setup;
    private MeanActivations? _means;
    private ItemEdits? _edits;

    /// <inheritdoc/>
    public override RunSetup<AblationSetup> Setup => _setup ??= new(FindSetup);

    private bool Chooses => options.Ablation.Screen is not null || options.Ablation.Cumulative is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<WorkBatch> Plan()
    {
        int heads = Config.Layers * Config.Heads;
        if (options.Ablation.Screen >= heads)
        {
            throw new InputException($"--screen {options.Ablation.Screen}: the model has {heads} heads; without --screen all of them are measured");
        }

        IReadOnlyList<int> apart = HeadSelection.Draw(options, Data.Examples.Count);
        IEnumerable<int> measured = Enumerable.Range(0, Data.Examples.Count).Except(apart);
        _ = FixedItems();
        return
        [
            .. Cut(measured).Select(batch => new WorkBatch([.. batch.Select(index => new WorkUnit(Data.Examples[index].Id, index))])),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AblationRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        int[] chosen = batch.Examples;
        AblationRecord[] records = Sweep().Measure(
            chosen, Items(), options.Ablation.Metric is EffectMetric.LogProb or EffectMetric.Kl, cancellation);
        return options.Ablation.Screens ? WithScreens(chosen, records) : records;
    }

    /// <inheritdoc/>
    public override HeadAblationResult Summarise(IEnumerable<AblationRecord> records)
    {
        List<string> notes = [.. Data.Notes];
        if (Chooses)
        {
            notes.Add($"heads were chosen on {HeadSelection.Draw(options, Data.Examples.Count).Count} examples that are set apart and not measured");
        }

        return new AblationSummary(options, Config, Data.Words).Of([.. records], Items(), Setup.Value, notes);
    }

    /// <inheritdoc/>
    public override IEnumerable<CsvTable> Tables(HeadAblationResult result) => AblationTables.Of(result);

    /// <inheritdoc/>
    public override IEnumerable<IFigure> Draw(HeadAblationResult result) => AblationFigures.Of(result, What);

    /// <inheritdoc/>
    public override SummaryTable Headline(HeadAblationResult result) => AblationTables.Headline(result, What);

    private string What => $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Patch.Pairs ?? options.Data.Dataset)}";

    /// <inheritdoc/>
    public override RunMeasurements Measure(HeadAblationResult result, IEnumerable<AblationRecord> records)
    {
        Dictionary<string, double> effects = result.Items.Where(item => item.Item.Layer is not null && item.Effect.Value is not null)
            .ToDictionary(item => item.Item.Name, item => item.Effect.Value!.Value);
        return new RunMeasurements([Metric.Read("clean", [.. records], _metrics, record => record.Id, record => record.Label)])
        {
            Effects = new PartEffects(
                result.LayerCount, result.HeadCount, JsonNamingPolicy.KebabCaseLower.ConvertName(result.Metric.ToString()), effects),
        };
    }

    /// <inheritdoc/>
    protected override SweptData Open(ModelSource source) => AblationData.Open(source, options);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        if (!options.Patch.IsGiven && options.Ablation.Method == AblationMethod.Mean)
        {
            _means = ReferenceMeans.Of(
                Model, Data, Cut(Enumerable.Range(0, Data.Examples.Count)), ItemEdits.Sites(options.Ablation.What, Config), options.Ablation.MeanOver,
                Progress);
        }

        _edits = new ItemEdits(options, Data, _means);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _means?.Dispose();
        base.Dispose(disposing);
    }

    private ExampleSweep Sweep() => new(Model, Data, _edits!, options.Run.Memory.Bytes / 2);

    private IReadOnlyList<SweptItem> FixedItems() =>
        SweptItems.Of(options, Config, Data.Positions());

    private IReadOnlyList<SweptItem> Items() =>
    [
        .. Setup.Value.Screened is { } estimates
            ? SweptItems.Screened(estimates, options.Ablation.Screen!.Value, Config, options.Run.Seed)
            : FixedItems(),
        .. Setup.Value.Removed is { } order ? SweptItems.Cumulative(order, Config, options.Ablation.Controls, options.Run.Seed) : [],
    ];

    private AblationSetup FindSetup(CancellationToken cancellation)
    {
        HeadSelection selection = new(options, Data, Cut(HeadSelection.Draw(options, Data.Examples.Count)));
        return new AblationSetup(
            Describe(),
            options.Ablation.Screen is null ? null : selection.Screen(Model, _edits!, Progress),
            options.Ablation.Cumulative is { } count ? selection.Greedy(Sweep(), Config, count, Progress) : null);
    }

    private IReadOnlyList<HeadDescription> Describe() => options.Ablation.What is SweptPart.Heads or SweptPart.Paths
        ? new HeadDescriptions(Model).Of([.. Data.Examples.Take(DescribedPrompts).Select(example => example.Ids)], options.Run.Seed)
        : [];

    private AblationRecord[] WithScreens(int[] chosen, AblationRecord[] records)
    {
        using DisposeScope scope = NewDisposeScope();
        float[][] gradients = new GradientScreen(Model, Data, _edits!).Estimate(chosen);
        SweepBatch batch = Data.Batch(chosen);
        LogitAttribution[] parts = new LastPositionParts(Model, batch.Prompts, batch.Prefix).Attribute(
            [.. records.Select(record => Data.LabelTokens[record.Label])],
            [.. records.Select(record => Data.LabelTokens[LabelScores.BestOther(record.Clean, record.Label)])]);
        return [.. records.Select((record, row) => record with { Screens = new ScreenRecord(gradients[row], parts[row]) })];
    }

    private IReadOnlyList<IReadOnlyList<int>> Cut(IEnumerable<int> examples) => SweepBatches.Cut(Data, examples, Config, options.Run, Source.Device);
}
