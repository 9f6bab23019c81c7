using LogitLens.Models;

namespace LogitLens.Experiments.Lens;

/// <summary>
/// The logit lens: what the model would predict if the residual stream of a layer were its last, read by applying the final norm afresh
/// and the unembedding (nostalgebraist 2020, "interpreting GPT: the logit lens"). At the last layer it is the model's own output.
/// </summary>
/// <remarks>A tuned lens (Belrose et al. 2023) would translate the stream before the norm; <see cref="Logits"/> is its place.</remarks>
public sealed class LensReadout(Transformer model)
{
    private const long BytesPerLogit = 3 * sizeof(float);

    /// <summary>Logits [row, vocabulary] of residual streams [row, d_model] of any layer.</summary>
    public Tensor Logits(Tensor residual)
    {
        using DisposeScope scope = NewDisposeScope();
        return scope.MoveToOuter(model.Unembed(model.FinalNorm(residual)));
    }

    /// <summary>How many rows of logits fit into a memory budget in bytes; at least one.</summary>
    public int RowsWithin(long bytes) => (int)Math.Clamp(bytes / (BytesPerLogit * model.Config.OutputSize), 1, 4096);

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
            Tensor logits = Logits(residual);                                            // [example x layer, vocabulary]
            for (int e = 0; e < size; e++)
            {
                long[] wanted = [.. Enumerable.Range(0, count).Select(k => tokens[start + e, k])];
                readings[start + e] = ReadExample(logits.narrow(0, e * depth, depth), wanted, ranked);
            }
        }

        return readings;
    }

    // One example at a time: its rows of logits stay in the processor's caches from one pass over them to the next.
    private LensReading[] ReadExample(Tensor logits, long[] tokens, int ranked)
    {
        using DisposeScope scope = NewDisposeScope();
        using TokenDistributions layers = new(logits);
        using TokenDistributions output = layers.Row(logits.size(0) - 1);
        Tensor wanted = tensor(tokens, [1, tokens.Length], ScalarType.Int64, model.Device);
        Tensor own = layers.Centred.gather(1, wanted.expand(logits.size(0), -1));        // [layer, n]
        float[] scored = layers.LogProbabilities(wanted).Floats(), divergence = layers.DivergenceFrom(output).Floats(), entropy = layers.Entropy().Floats();
        int[][] ranks = [.. Enumerable.Range(0, ranked).Select(t => layers.Centred.gt(own.narrow(1, t, 1)).sum(1).Ints())];
        return [.. Enumerable.Range(0, divergence.Length).Select(layer => new LensReading(
            [.. scored.AsSpan(layer * tokens.Length, tokens.Length)], [.. ranks.Select(rank => rank[layer])], divergence[layer], entropy[layer]))];
    }
}
