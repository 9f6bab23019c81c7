using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Lens;

/// <summary>The lens over one prompt: every layer at every position.</summary>
internal sealed class PromptLensExperiment(LogitLensOptions options, IProgressSink progress)
    : ModelExperiment<GivenPrompt, LensRecord, LogitLensResult>(options.Model, progress)
{
    private const string UnitId = "prompt";
    private readonly ChosenReadout _readout = new(options.Readout, progress);

    public override IReadOnlyList<WorkBatch> Plan()
    {
        _ = Data;
        return [new WorkBatch([new WorkUnit(UnitId, 0)])];
    }

    public override IReadOnlyList<LensRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        PromptLensResult lens = new PromptLens(Model, _readout.Loaded).Read(Data.Ids, options.Prompt.TopK, options.Data.LabelTokenIds);
        return [new LensRecord { Id = UnitId, Tokens = lens.TokenIds.Length, Lens = Named(lens) }];
    }

    public override LogitLensResult Summarise(IEnumerable<LensRecord> records)
    {
        PromptLensResult? lens = records.FirstOrDefault()?.Lens;
        return new LogitLensResult { LayerCount = lens?.Layers.Count ?? 0, Lens = lens, Readout = _readout.Described, Notes = _readout.Notes };
    }

    public override IEnumerable<CsvTable> Tables(LogitLensResult result) => result.Lens is { } lens ? [LensTables.Grid(lens)] : [];

    public override IEnumerable<DrawnFigure> Draw(LogitLensResult result) =>
        result.Lens is { } lens ? PromptLensFigure.Of(lens, options.Prompt, result.ReadBy(ModelName)) : [];

    public override SummaryTable Headline(LogitLensResult result) => LensTables.Headline(result, result.ReadBy(ModelName));

    public override RunMeasurements Measure(LogitLensResult result, IEnumerable<LensRecord> records) =>
        RunMeasurements.None("looks at one prompt; only runs over a dataset have examples to compare");

    protected override GivenPrompt Open(ModelSource source)
    {
        source.Files.RequireLanguageModel("the lens over a prompt's tokens");
        _readout.Find(source);
        GivenPrompt.RequireKnown(source, options.Data.LabelTokenIds);
        return GivenPrompt.Of(source, options.Prompt.Prompt, options.Prompt.TokenIds);
    }

    protected override void Prepare() => _readout.Load(Source);

    protected override void Dispose(bool disposing)
    {
        _readout.Dispose();
        base.Dispose(disposing);
    }

    private PromptLensResult Named(PromptLensResult lens)
    {
        if (Source.Files.Tokenizer is not { } tokenizer)
        {
            return lens;
        }

        return lens with
        {
            Tokens = Texts(tokenizer, lens.TokenIds),
            Layers = [.. lens.Layers.Select(layer => layer with { TopTokens = Texts(tokenizer, layer.TopIds.Select(top => top[0])) })],
        };
    }

    private static string[] Texts(BytePairTokenizer tokenizer, IEnumerable<int> ids) => [.. ids.Select(id => tokenizer.TokenText(id))];
}
