using LogitLens.Experiments.Evaluation;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>Beginnings of texts as a model writes on from them without steering, in batches within the memory.</summary>
/// <param name="decoding">How it writes.</param>
/// <param name="run">How batches are cut, and what draws follow from.</param>
/// <param name="reader">Says when a text is finished.</param>
internal sealed class UnsteeredTexts(Transformer model, DecodingOptions decoding, RunOptions run, ContinuationReader reader)
{
    /// <summary>The texts' tokens, beginnings included, in the order given.</summary>
    /// <param name="begun">Tokens of the beginnings.</param>
    /// <param name="progress">Where progress is shown.</param>
    /// <param name="cancellation">Heeded at each token.</param>
    /// <exception cref="InputException">A beginning and its continuation do not fit into the model's context.</exception>
    public int[][] Write(IReadOnlyList<int[]> begun, IProgressSink progress, CancellationToken cancellation)
    {
        int[][] texts = new int[begun.Count][];
        int longest = begun.Max(text => text.Length) + decoding.MaxNewTokens;
        progress.Begin("writing on from labelled texts", begun.Count);
        foreach (int[] batch in new WritingBatches(model.Config, run, model.Device).Cut(begun.Count, text => begun[text].Length, longest))
        {
            IReadOnlyList<int[]> added = TokenGenerator.Generate(
                model, [.. batch.Select(text => begun[text])], decoding.MaxNewTokens,
                ExampleDraws.Choice(decoding, run.Seed, batch.Select(text => $"labelled {text}")), reader.Ending(cancellation));
            for (int row = 0; row < batch.Length; row++)
            {
                texts[batch[row]] = [.. begun[batch[row]], .. added[row]];
            }

            progress.Advance(batch.Length);
        }

        progress.End();
        return texts;
    }
}
