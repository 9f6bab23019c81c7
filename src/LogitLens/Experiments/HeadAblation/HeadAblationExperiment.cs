using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Edits each part of a model in turn and measures what becomes of the answers.</summary>
internal sealed class HeadAblationExperiment(HeadAblationOptions options, IProgressSink progress)
    : LabelSweepExperiment<AblationRecord, HeadAblationResult>(options.Model, options.Run, options.Ablation.Metric, progress)
{
    private const int DescribedPrompts = 32;

    private RunSetup<AblationSetup>? _setup;
    private MeanActivations[]? _means;
    private AblationEdits[]? _edits;
    private IReadOnlyList<SweepItem>? _items;

    public override RunSetup<AblationSetup> Setup => _setup ??= new(FindSetup);

    protected override IReadOnlyList<SweepItem> Items => _items ??=
    [
        .. Setup.Value.Chosen is { } chosen ? AblationItems.Screened(chosen, Config, options.Run.Seed) : FixedItems(),
        .. Setup.Value.Removed is { } order ? AblationItems.Cumulative(order, Config, options.Ablation, options.Run.Seed) : [],
    ];

    protected override ISweepEdits EditsOf(int draw) => HeadEdits[draw];

    protected override string DataName => options.Patch.Pairs ?? options.Data.Dataset;

    protected override bool MeasuresToSource => options.Patch.IsGiven && options.Patch.Direction == PatchDirection.Denoise;

    private AblationEdits[] HeadEdits => _edits ??=
        [.. Data.Draws.Select((draw, place) => new AblationEdits(options, draw, _means?[place], Config.Layers))];

    private bool Chooses => options.Ablation.Screen is not null || options.Ablation.Cumulative is not null;

    public override IReadOnlyList<WorkBatch> Plan()
    {
        int heads = Config.Layers * Config.Heads;
        if (options.Ablation.Screen >= heads)
        {
            throw new InputException($"--screen {options.Ablation.Screen}: the model has {heads} heads; without --screen all of them are measured");
        }

        int swept = HeadRange.Resolve(options.Ablation.Heads, Config).Count;
        if (options.Ablation.Cumulative > swept)
        {
            throw new InputException($"--cumulative {options.Ablation.Cumulative}: there are {swept} heads to remove");
        }

        IReadOnlyList<int> apart = HeadSelection.Draw(options, Data.Count);
        _ = FixedItems();
        return PlanOf(Enumerable.Range(0, Data.Count).Except(apart));
    }

    public override IReadOnlyList<AblationRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        AblationRecord[] records = [.. MeasureItems(batch, cancellation).Select(found => new AblationRecord(found))];
        return options.Ablation.Screens ? WithScreens(batch, records) : records;
    }

    public override HeadAblationResult Summarise(IEnumerable<AblationRecord> records)
    {
        List<string> notes = [.. Data.Notes];
        if (Chooses)
        {
            notes.Add($"heads were chosen on {HeadSelection.Draw(options, Data.Count).Count} examples that are set apart and not measured");
        }

        return new AblationSummary(options, Config, Data).Of([.. records], Items, Acts, Setup.Value, notes) with { PositionTokens = PositionTokens() };
    }

    public override IEnumerable<CsvTable> Tables(HeadAblationResult result) => AblationTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(HeadAblationResult result) => AblationFigures.Of(result, What);

    public override SummaryTable Headline(HeadAblationResult result) => AblationTables.Headline(result, What);

    protected override SweptDraws Open(ModelSource source) => AblationData.Open(source, options);

    protected override void Prepare()
    {
        if (!options.Patch.IsGiven && options.Ablation.Method == AblationMethod.Mean)
        {
            _means =
            [
                .. Data.Draws.Select((draw, place) => ReferenceMeans.Of(
                    Model, draw, Cut(place, Enumerable.Range(0, Data.Count)), AblationEdits.Sites(options.Ablation.What, Config), options.Ablation.MeanOver,
                    Progress)),
            ];
            _edits = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        Array.ForEach(_means ?? [], means => means.Dispose());
        base.Dispose(disposing);
    }

    private IReadOnlyList<SweepItem> FixedItems() => AblationItems.Of(options, Config, Data.Positions());

    private AblationSetup FindSetup(CancellationToken cancellation)
    {
        IReadOnlyList<int> apart = HeadSelection.Draw(options, Data.Count);
        HeadSelection selection = new(
            options, [.. Data.Draws.Select((draw, place) => new SelectionDraw(draw, Cut(place, apart), HeadEdits[place], SweepOf(place)))]);
        double[]? screened = options.Ablation.Screen is null ? null : selection.Screen(Model, Progress);
        IReadOnlyList<HeadId>? removed = options.Ablation.Cumulative is { } count ? selection.Greedy(Config, count, Progress) : null;
        Progress.Begin("describing heads", total: 0);
        return new AblationSetup(Describe(), screened, removed)
        {
            Chosen = screened is null ? null : AblationItems.Ranked(screened, Config).Take(options.Ablation.Screen!.Value).ToArray(),
            Example = SweepsHeads ? ExampleAttention.Of(Model, Described.Select(example => (example.Id, example.Ids)), Spell) : null,
        };
    }

    private bool SweepsHeads => options.Ablation.What is SweptPart.Heads or SweptPart.Paths;

    private IEnumerable<SweptExample> Described => Data.First.Examples.Take(DescribedPrompts);

    private IReadOnlyList<HeadDescription> Describe() =>
        SweepsHeads ? new HeadDescriptions(Model).Of([.. Described.Select(example => example.Ids)], options.Run.Seed) : [];

    private string Spell(int token) => Source.Files.Tokenizer?.TokenText(token) ?? $"{token}";

    private PositionToken[]? PositionTokens()
    {
        int[] positions = [.. Items.Select(item => item.Position).OfType<int>().Distinct()];
        return positions.Length == 0
            ? null
            : [.. positions.Select(position => new PositionToken(
                position, Data.CommonToken(position) is { } id ? Spell(id) : null))];
    }

    private AblationRecord[] WithScreens(WorkBatch work, AblationRecord[] records)
    {
        using DisposeScope scope = NewDisposeScope();
        SweptData data = Data.Draws[work.Condition];
        float[][] gradients = new GradientScreen(Model, data, HeadEdits[work.Condition], options.Run.Batch.Memory.Bytes).Estimate(work.Examples);
        SweepBatch batch = data.Batch(work.Examples);
        LogitAttribution[] parts = new LastPositionParts(Model, batch.Prompts, batch.Prefix).Attribute(
            [.. records.Select(record => data.LabelTokens[record.Label])],
            [.. records.Select(record => data.LabelTokens[LabelScores.BestOther(record.Clean, record.Label)])]);
        return [.. records.Select((record, row) => record with { Screens = new ScreenRecord(gradients[row], parts[row]) })];
    }
}
