using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Hides regions of attention in turn and measures what becomes of the answers.</summary>
internal sealed class AttentionMaskExperiment(AttentionMaskOptions options, IProgressSink progress)
    : LabelSweepExperiment<SweepRecord, AttentionMaskResult>(options.Model, options.Run, options.Mask.Metric, progress)
{
    private IReadOnlyList<SweepItem>? _items;
    private RegionEdits[]? _edits;

    protected override IReadOnlyList<SweepItem> Items => _items ??= RegionItems.Of(options.Mask, Data, Config);

    protected override ISweepEdits EditsOf(int draw) => Regions[draw];

    protected override string DataName => options.Data.Dataset;

    private RegionEdits[] Regions => _edits ??=
    [
        .. Data.Draws.Select(draw => new RegionEdits(
            new RegionBinding(draw, Config, Source.Files.RequireTokenizer, options.Mask.Renormalise == Renormalisation.On))),
    ];

    public override IReadOnlyList<WorkBatch> Plan()
    {
        foreach (SweepItem item in Items.Where(item => item.Series is null))
        {
            Regions[0].Require(item);
        }

        return PlanOf(Enumerable.Range(0, Data.Count));
    }

    public override IReadOnlyList<SweepRecord> Compute(WorkBatch batch, CancellationToken cancellation) => MeasureItems(batch, cancellation);

    public override AttentionMaskResult Summarise(IEnumerable<SweepRecord> records) =>
        new MaskSummary(options, Config, Data, Items, Acts, TokenText).Of([.. records], Data.Notes);

    public override IEnumerable<CsvTable> Tables(AttentionMaskResult result) => MaskTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(AttentionMaskResult result) => MaskFigures.Of(result, What);

    public override SummaryTable Headline(AttentionMaskResult result) => MaskTables.Headline(result, What);

    protected override SweptDraws Open(ModelSource source) =>
        SweptTask.ToDraws(ClassificationTask.Open(source, options.Data, options.Prompts, options.Run.Seed));

    private string TokenText(int id) => Source.Files.Tokenizer?.TokenText(id) ?? id.ToString(CultureInfo.InvariantCulture);
}
