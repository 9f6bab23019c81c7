using LogitLens.Models;

namespace LogitLens.Experiments.Lens;

/// <summary>
/// Reads every layer at the last position of many prompts at once. The last block runs for that position alone, and only that position
/// meets the unembedding.
/// </summary>
/// <param name="model">The model whose layers are read.</param>
/// <param name="readout">Whose final norm and unembedding read them; null for the model's own.</param>
public sealed class LastPositionLens(Transformer model, Transformer? readout = null)
{
    private readonly LensReadout _readout = new(readout ?? model);

    /// <summary>Reads a batch.</summary>
    /// <param name="prompts">Token ids of each prompt, without what <paramref name="prefix"/> holds.</param>
    /// <param name="tokens">The tokens to score for each prompt, equally many for all.</param>
    /// <param name="prefix">Keys and values of what all prompts begin with; null for nothing.</param>
    /// <param name="logitBytes">Memory for logits at a time, in bytes.</param>
    /// <param name="ranked">How many of each prompt's tokens, from the first, to rank among all tokens; null for all.</param>
    /// <returns>For each prompt, for each layer, the reading.</returns>
    /// <exception cref="InputException">A prompt is longer than the model's context or has a token outside its vocabulary.</exception>
    public LensReading[][] Read(
        IReadOnlyList<int[]> prompts, IReadOnlyList<int[]> tokens, KeyValuePrefix? prefix, long logitBytes, int? ranked = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        TokenBatch batch = new(prompts);
        int depth = model.Config.Layers;
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, model.Device);
        Tensor picked = empty([batch.Count, depth, model.Config.ModelWidth], model.DType, model.Device);
        ForwardHooks hooks = new();
        for (int layer = 0; layer < depth - 1; layer++)
        {
            int row = layer;
            hooks.Read(new Site(SiteKind.ResidPost, layer), residual => picked.select(1, row).copy_(TransformerBlock.Rows(residual, last).squeeze(1)));
        }

        Tensor end = model.RunBlocks(
            model.Embed(batch, prefix?.Length ?? 0), new PartialRun { Positions = last, Earlier = prefix, Hooks = hooks }); // [example, 1, d_model]
        picked.select(1, depth - 1).copy_(end.squeeze(1));

        long[,] wanted = new long[tokens.Count, tokens[0].Length];
        for (int row = 0; row < tokens.Count; row++)
        {
            for (int k = 0; k < tokens[row].Length; k++)
            {
                wanted[row, k] = tokens[row][k];
            }
        }

        return _readout.Read(picked, wanted, ranked ?? tokens[0].Length, logitBytes);
    }
}
