using LogitLens.Experiments.Inputs;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.LogitLens;

/// <summary>The lens over one prompt: every layer at every position.</summary>
public sealed class PromptLensExperiment(LogitLensOptions options, IProgressSink progress) : IExperiment<LensUnit, LensRecord, LogitLensResult>
{
    private const string UnitId = "prompt";

    private ModelSource? _source;
    private LoadedModel? _model;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<LensUnit>> Plan()
    {
        _ = TokenIds();
        return [new WorkBatch<LensUnit>([new LensUnit(UnitId, 0, 0)])];
    }

    /// <inheritdoc/>
    public void Load()
    {
        _model = Source.Load();
    }

    /// <inheritdoc/>
    public IReadOnlyList<LensRecord> Compute(WorkBatch<LensUnit> batch, CancellationToken cancellation)
    {
        PromptLensResult lens = new PromptLens(_model!.Transformer).Read(TokenIds(), options.Prompt.TopK, options.Data.LabelTokenIds);
        return [new LensRecord { Id = UnitId, Tokens = lens.TokenIds.Length, Lens = Named(lens) }];
    }

    /// <inheritdoc/>
    public LogitLensResult Summarise(IEnumerable<LensRecord> records)
    {
        PromptLensResult? lens = records.FirstOrDefault()?.Lens;
        return new LogitLensResult { LayerCount = lens?.Layers.Count ?? 0, Lens = lens };
    }

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(LogitLensResult result) => result.Lens is { } lens ? [LensTables.Grid(lens)] : [];

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(LogitLensResult result) =>
        result.Lens is { } lens ? [PromptLensFigure.Of(lens, options.Prompt, ShownName.Of(options.Model.Model))] : [];

    /// <inheritdoc/>
    public SummaryTable Headline(LogitLensResult result) => LensTables.Headline(result, ShownName.Of(options.Model.Model));

    /// <inheritdoc/>
    public void Dispose() => _model?.Dispose();

    private int[] TokenIds()
    {
        SinglePrompt.RequireKnown(Source, options.Data.LabelTokenIds);
        return SinglePrompt.Encode(Source, options.Prompt.Prompt, options.Prompt.TokenIds);
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
