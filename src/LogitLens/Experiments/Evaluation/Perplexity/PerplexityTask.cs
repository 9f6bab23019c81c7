using LogitLens.Datasets;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Evaluation;

/// <summary>A text made ready for a model.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Tokens">Its tokens, with the BOS token first where one was asked for.</param>
/// <param name="Windows">The windows over them.</param>
internal sealed record PerplexityTask(DataOrigin Origin, int[] Tokens, IReadOnlyList<TextWindow> Windows) : ReadData
{
    public override DataOrigin Origin { get; } = Origin;

    public override int Count => Windows.Count;

    public override int TokensOf(WorkUnit unit) => Windows[unit.Example].End - Windows[unit.Example].Start;

    /// <summary>Reads and tokenises the text.</summary>
    /// <exception cref="InputException">There is no such file, it is too short, or the stride does not fit the model's context.</exception>
    public static PerplexityTask Open(ModelSource model, DataOptions data, int? stride)
    {
        model.Files.RequireLanguageModel("perplexity");
        int context = model.Files.Config.ContextLength;
        int step = stride ?? context / 2;
        if (step >= context)
        {
            throw new InputException($"--stride {step}: a window is the model's context, {context} tokens, and moves by fewer; give 1 to {context - 1}");
        }

        RunningText text = new DataSource(data, seed: 0).Text();
        BytePairTokenizer tokenizer = model.Files.RequireTokenizer();
        int[] tokens = [.. model.BosId is { } bos ? [bos] : Array.Empty<int>(), .. tokenizer.Encode(text.Text)];
        return tokens.Length > 1
            ? new PerplexityTask(text.Origin, tokens, TextWindow.Over(tokens.Length, context, step))
            : throw new InputException($"{data.Dataset}: the text is a single token, which nothing comes before; take a longer one, or --bos");
    }
}
