using LogitLens.Models;

namespace LogitLens.Experiments.LogitLens;

/// <summary>
/// The logit lens: what the model would predict if the residual stream of a layer were its last, read by applying the final norm afresh
/// and the unembedding (nostalgebraist 2020, "interpreting GPT: the logit lens"). At the last layer it is the model's own output.
/// </summary>
/// <remarks>A tuned lens (Belrose et al. 2023) would translate the stream before the norm; <see cref="LogProbabilities"/> is its place.</remarks>
public sealed class LensReadout(Transformer model)
{
    private const long BytesPerLogit = 3 * sizeof(float);

    /// <summary>Log-probabilities over the vocabulary, float32 [rows, vocabulary], of residual streams [rows, d_model] of any layer.</summary>
    public Tensor LogProbabilities(Tensor residual)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = model.Unembed(model.FinalNorm(residual)).to(ScalarType.Float32);
        return scope.MoveToOuter(logits.log_softmax(-1));
    }

    /// <summary>How many rows of logits fit into a memory budget in bytes; at least one.</summary>
    public int RowsWithin(long bytes) => (int)Math.Clamp(bytes / (BytesPerLogit * model.Config.VocabularySize), 1, 4096);

    /// <summary>
    /// Reads every layer at one position of each example: numbers only, nothing of the vocabulary's size is kept.
    /// </summary>
    /// <param name="layers">The residual streams after each block, [example, layer, d_model]; the last layer's is the model's output.</param>
    /// <param name="tokens">Tokens to score for each example, [example, n].</param>
    /// <param name="ranked">How many of the tokens, from the first, to rank among all tokens; each costs a pass over the logits.</param>
    /// <param name="logitBytes">Memory for logits at a time.</param>
    /// <returns>For each example, for each layer, the reading.</returns>
    public LensReading[][] Read(Tensor layers, long[,] tokens, int ranked, long logitBytes)
    {
        int examples = (int)layers.size(0), depth = (int)layers.size(1), count = tokens.GetLength(1);
        int step = Math.Max(1, RowsWithin(logitBytes) / depth);
        LensReading[][] readings = new LensReading[examples][];
        for (int start = 0; start < examples; start += step)
        {
            using DisposeScope scope = NewDisposeScope();
            int size = Math.Min(step, examples - start);
            Tensor residual = layers.narrow(0, start, size).reshape(size * depth, model.Config.ModelWidth);
            Tensor log = LogProbabilities(residual).view(size, depth, -1);               // [example, layer, vocabulary]
            Tensor wanted = tensor([.. tokens.Cast<long>().Skip(start * count).Take(size * count)], [size, 1, count], ScalarType.Int64, model.Device);
            Tensor scores = log.gather(2, wanted.expand(size, depth, count));            // [example, layer, n]
            Tensor final = log.select(1, depth - 1);                                     // [example, vocabulary]
            Tensor finalProbability = final.exp();

            // KL(final || layer) = sum p log p - sum p log q: one matrix-vector product for all layers of an example.
            Tensor cross = log.bmm(finalProbability.unsqueeze(2)).squeeze(2);            // [example, layer]
            Tensor kl = cross.select(1, depth - 1).unsqueeze(1).sub(cross);
            Tensor entropy = log.exp().mul_(log).sum(2).neg();

            float[] scored = scores.data<float>().ToArray(), divergence = kl.data<float>().ToArray(), uncertainty = entropy.data<float>().ToArray();
            long[][] ranks = [.. Enumerable.Range(0, ranked).Select(t => log.gt(scores.narrow(2, t, 1)).sum(2).data<long>().ToArray())];
            for (int e = 0; e < size; e++)
            {
                readings[start + e] = [.. Enumerable.Range(e * depth, depth).Select(row => new LensReading(
                    [.. scored.AsSpan(row * count, count)], [.. ranks.Select(rank => (int)rank[row])], Math.Max(0, divergence[row]), uncertainty[row]))];
            }
        }

        return readings;
    }
}
