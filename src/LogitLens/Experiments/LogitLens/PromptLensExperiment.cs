using LogitLens.Experiments.Inputs;
using LogitLens.Models;
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
        if (_model.Notice is { } notice)
        {
            progress.Note(notice);
        }
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
        result.Lens is { } lens ? [PromptLensFigure.Of(lens, options.Prompt, options.Model.Model)] : [];

    /// <inheritdoc/>
    public SummaryTable Headline(LogitLensResult result) => LensTables.Headline(result, options.Model.Model);

    /// <inheritdoc/>
    public void Dispose() => _model?.Dispose();

    private int[] TokenIds()
    {
        ModelConfig config = Source.Files.Config;
        int[] ids = options.Prompt.Prompt is { } text ? Source.Files.RequireTokenizer().Encode(text) : [.. options.Prompt.TokenIds];
        if (Source.BosId is { } bos && (ids.Length == 0 || ids[0] != bos))
        {
            ids = [bos, .. ids];
        }

        foreach (int id in ids.Concat(options.Data.LabelTokenIds))
        {
            if (id >= config.VocabularySize)
            {
                throw new InputException($"token id {id} is not in the model's vocabulary of {config.VocabularySize} tokens");
            }
        }

        return ids.Length switch
        {
            0 => throw new InputException("--prompt is empty; give it at least one character, or --bos"),
            int length when length > config.ContextLength => throw new InputException(
                $"the prompt takes {length} tokens and the model's context is {config.ContextLength}; shorten it"),
            _ => ids,
        };
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
