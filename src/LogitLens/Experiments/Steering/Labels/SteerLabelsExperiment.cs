using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>Steers a model in each layer at each strength, and measures what becomes of the labels' logits.</summary>
internal sealed class SteerLabelsExperiment(SteerOptions options, IProgressSink progress)
    : LabelSweepExperiment<SweepRecord, SteerLabelsResult>(options.Model, options.Run, EffectMetric.LabelContrast, progress)
{
    private RunSetup<SteerSetup>? _setup;
    private SteeredSites? _sites;
    private SteerEdits? _edits;

    public override RunSetup<SteerSetup> Setup => _setup ??= new(FindSetup);

    protected override IReadOnlyList<SweepItem> Items => SteerItems.Of(
        options.Steering, Sites.Windows, options.Steering.StrengthsFor(SteerTask.Classification), options.Direction.RandomDirections,
        Finds ? options.Direction.ShuffledDirections : 0);

    protected override string DataName => options.Data.Dataset;

    protected override SweepReading Reading => new(WholeRow: true);

    protected override ISweepEdits EditsOf(int draw) =>
        _edits ??= new SteerEdits(options.Steering, Sites, Setup.Value, options.Run.Seed, Positions, Source.Device);

    private SteeredSites Sites => _sites ??= SteeredSites.Of(options.Steering, options.Direction.Direction, Config);

    private PositionChoice Positions => options.Steering.Positions == SteeredPositions.All ? PositionChoice.All : PositionChoice.Last;

    private bool Finds => options.Direction.Direction.Kind == DirectionKind.MeanDifference;

    public override IReadOnlyList<WorkBatch> Plan()
    {
        DirectionFinder finder = Finder();
        finder.Require();
        return PlanOf(Enumerable.Range(0, Data.Count).Except(finder.Apart));
    }

    public override IReadOnlyList<SweepRecord> Compute(WorkBatch batch, CancellationToken cancellation) =>
        [.. MeasureItems(batch, cancellation).Select(record => record with { Source = null, SourceLogProb = null })];

    public override SteerLabelsResult Summarise(IEnumerable<SweepRecord> records)
    {
        ConditionGroup<SweepRecord> all = SweepRecord.Group(records, Data.Clusters);
        IReadOnlyList<SweepItem> items = Items;
        LabelSummary summary = new(all, items, [.. items.Select(_ => true)], Data.Words, EffectMetric.LabelContrast, options.Run.Seed);
        SteerLabelsResult result = summary.Fill(new SteerLabelsResult
        {
            LayerCount = Config.Layers,
            HeadCount = Config.Heads,
            Demonstrations = Data.Demonstrations,
            Notes = Data.Notes,
        });
        int towards = options.Direction.TowardsOf(Data.Words);
        return new SteerLabelsSummary(options.Steering.Operation, towards, Data.Words, all.All, all.Clusters, options.Run.Seed)
            .Fill(result, items, Setup.Value);
    }

    public override IEnumerable<CsvTable> Tables(SteerLabelsResult result) => SteerLabelsTables.Of(result);

    public override IEnumerable<ResultFile> Files(SteerLabelsResult result) => ControlVector.Files(Setup.Value.Direction);

    public override IEnumerable<DrawnFigure> Draw(SteerLabelsResult result) => SteerLabelsFigures.Of(result, What);

    public override SummaryTable Headline(SteerLabelsResult result) => SteerLabelsTables.Headline(result, What);

    protected override SweptDraws Open(ModelSource source)
    {
        ClassificationTask task = ClassificationTask.Open(source, options.Data, options.Prompts, options.Run.Seed);
        ConditionPrompts prompts = task.Conditions[0];
        SweptExample[] examples = SweptTask.Examples(task, prompts);

        // Flips over several layers turn the clean run's coordinates, so that run is each prompt's source.
        return new SweptDraws([SweptTask.ToData(
            task, prompts,
            options.Steering.TurnsCleanRun(Sites.Windows) ? [.. examples.Select(example => example with { SourceIds = example.Ids })] : examples)]);
    }

    protected override void Dispose(bool disposing)
    {
        _edits?.Dispose();
        base.Dispose(disposing);
    }

    private DirectionFinder Finder() => new(options.Direction, options.Steering, Sites, Config, options.Run.Seed)
    {
        Words = Data.Words,
        Encode = text => [.. Source.BosId is { } bos ? (int[])[bos] : [], .. Source.Files.RequireTokenizer().Encode(text)],
        First = Source.BosId is null ? 0 : 1,
        Labels = [.. Data.First.Examples.Select(example => example.Label)],
        Clusters = [.. Data.First.Examples.Select(example => example.Cluster)],
    };

    private SteerSetup FindSetup(CancellationToken cancellation) => Finder().Find(
        Model, [.. Data.First.Examples.Select(example => example.Ids)], new LengthBatches(Config, options.Run, Source.Device), Progress, cancellation);
}
