using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>
/// Edits each part of a model in turn and measures what becomes of the answers. A unit is an example, measured under every edit; one more
/// unit holds what is found out once for the model.
/// </summary>
public sealed class HeadAblationExperiment(HeadAblationOptions options, IProgressSink progress)
    : IExperiment<AblationUnit, AblationRecord, HeadAblationResult>
{
    private const string SetupId = "setup";
    private const int DescribedPrompts = 32;

    private ModelSource? _source;
    private SweptData? _data;
    private LoadedModel? _model;
    private MeanActivations? _means;
    private ItemEdits? _edits;
    private SetupRecord? _setup;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    private SweptData Data => _data ??= AblationData.Open(Source, options);

    private Transformer Model => _model!.Transformer;

    private ModelConfig Config => Source.Files.Config;

    private bool Chooses => options.Ablation.Screen is not null || options.Ablation.Cumulative is not null;

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Dataset = _data?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<AblationUnit>> Plan()
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
            new WorkBatch<AblationUnit>([new AblationUnit(SetupId, -1)]),
            .. Cut(measured).Select(batch => new WorkBatch<AblationUnit>([.. batch.Select(index => new AblationUnit(Data.Examples[index].Id, index))])),
        ];
    }

    /// <inheritdoc/>
    public void Load()
    {
        _model = Source.Load();
        foreach (string note in Data.Notes)
        {
            progress.Note(note);
        }

        if (!options.Patch.IsGiven && options.Ablation.Method == AblationMethod.Mean)
        {
            _means = ReferenceMeans.Of(
                Model, Data, Cut(Enumerable.Range(0, Data.Examples.Count)), ItemEdits.Sites(options.Ablation.What, Config), options.Ablation.MeanOver,
                progress);
        }

        _edits = new ItemEdits(options, Data, _means);
    }

    /// <inheritdoc/>
    public IReadOnlyList<AblationRecord> Compute(WorkBatch<AblationUnit> batch, CancellationToken cancellation)
    {
        if (batch.Units[0].Example < 0)
        {
            return [new AblationRecord { Id = SetupId, Setup = Setup() with { Descriptions = Describe() } }];
        }

        int[] chosen = [.. batch.Units.Select(unit => unit.Example)];
        AblationRecord[] records = Sweep().Measure(
            chosen, ItemsOf(Chooses ? Setup() : null), options.Ablation.Metric is EffectMetric.LogProb or EffectMetric.Kl, cancellation);
        return options.Ablation.Screens ? WithScreens(chosen, records) : records;
    }

    /// <inheritdoc/>
    public HeadAblationResult Summarise(IEnumerable<AblationRecord> records)
    {
        AblationRecord[] all = [.. records];
        SetupRecord? setup = all.FirstOrDefault(record => record.Setup is not null)?.Setup;
        AblationRecord[] examples = [.. all.Where(record => record.Setup is null)];
        List<string> notes = [.. Data.Notes];
        if (Chooses)
        {
            notes.Add($"heads were chosen on {HeadSelection.Draw(options, Data.Examples.Count).Count} examples that are set apart and not measured");
        }

        if (Chooses && setup is null)
        {
            notes.Add("which heads were chosen is in the first shard; interp merge puts the parts together");
        }

        return new AblationSummary(options, Config, Data.Words).Of(
            examples, Chooses && setup is null ? [] : ItemsOf(setup), setup, notes);
    }

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(HeadAblationResult result) => AblationTables.Of(result);

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(HeadAblationResult result) => AblationFigures.Of(result, What);

    /// <inheritdoc/>
    public SummaryTable Headline(HeadAblationResult result) => AblationTables.Headline(result, What);

    private string What => $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Patch.Pairs ?? options.Data.Dataset)}";

    /// <inheritdoc/>
    public void Dispose()
    {
        _means?.Dispose();
        _model?.Dispose();
    }

    private ExampleSweep Sweep() => new(Model, Data, _edits!, options.Run.Memory.Bytes / 2);

    private IReadOnlyList<SweptItem> FixedItems() =>
        SweptItems.Of(options, Config, Data.Positions());

    private IReadOnlyList<SweptItem> ItemsOf(SetupRecord? setup) =>
    [
        .. setup?.Screened is { } estimates
            ? SweptItems.Screened(estimates, options.Ablation.Screen!.Value, Config, options.Run.Seed)
            : FixedItems(),
        .. setup?.Removed is { } order ? SweptItems.Cumulative(order, Config, options.Ablation.Controls, options.Run.Seed) : [],
    ];

    private SetupRecord Setup()
    {
        if (_setup is null)
        {
            IReadOnlyList<int> apart = HeadSelection.Draw(options, Data.Examples.Count);
            HeadSelection selection = new(options, Data, Cut(apart));
            _setup = new SetupRecord(
                [],
                options.Ablation.Screen is null ? null : selection.Screen(Model, _edits!, progress),
                options.Ablation.Cumulative is { } count ? selection.Greedy(Sweep(), Config, count, progress) : null);
        }

        return _setup;
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
