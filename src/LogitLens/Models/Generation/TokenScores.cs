
namespace LogitLens.Models;

/// <summary>How probable a model finds given tokens.</summary>
public static class TokenScores
{
    // Positions that meet the unembedding at a time: logits of more would only push one another out of the caches.
    private const int Positions = 128;

    /// <summary>
    /// Log-probability of each continuation after its prompt, summed over the continuation's tokens, in nats. The pairs run as one batch.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">Prompts and continuations, each of one or more tokens.</param>
    /// <exception cref="InputException">A sequence is longer than the model's context.</exception>
    public static double[] ContinuationLogProbabilities(Transformer model, IReadOnlyList<(int[] Prompt, int[] Continuation)> pairs)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        TokenBatch batch = new([.. pairs.Select(pair => (int[])[.. pair.Prompt, .. pair.Continuation])]);
        Tensor residual = model.RunBlocks(model.Embed(batch), new PartialRun());                   // [batch, position, d_model]
        return [.. pairs.Select((pair, row) => Sum(model, residual.select(0, row), pair.Prompt.Length, pair.Continuation))];
    }

    // The stream at a position tells of the token after it.
    private static double Sum(Transformer model, Tensor residual, int start, int[] continuation)
    {
        double sum = 0;
        for (int done = 0; done < continuation.Length; done += Positions)
        {
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(Positions, continuation.Length - done);
            long[] targets = [.. continuation.Skip(done).Take(count).Select(id => (long)id)];
            using TokenDistributions predicted = new(model.Unembed(model.FinalNorm(residual.narrow(0, start - 1 + done, count))));
            Tensor chosen = predicted.LogProbabilities(tensor(targets, [count, 1], ScalarType.Int64, model.Device));
            sum += chosen.sum().item<double>();
        }

        return sum;
    }
}
