namespace LogitLens.Models.Generation;

/// <summary>How probable a model finds given tokens.</summary>
public static class TokenScores
{
    /// <summary>
    /// Log-probability of each continuation after its prompt, summed over the continuation's tokens, in nats. The pairs run as one batch.
    /// </summary>
    /// <exception cref="InputException">A sequence is longer than the model's context.</exception>
    public static double[] ContinuationLogProbabilities(Transformer model, IReadOnlyList<(int[] Prompt, int[] Continuation)> pairs)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        TokenBatch batch = new([.. pairs.Select(pair => (int[])[.. pair.Prompt, .. pair.Continuation])]);
        Tensor normalized = model.FinalNorm(model.RunBlocks(model.Embed(batch), new PartialRun()));
        double[] sums = new double[pairs.Count];
        for (int row = 0; row < pairs.Count; row++)
        {
            (int[] prompt, int[] continuation) = pairs[row];
            using DisposeScope rowScope = NewDisposeScope();
            Tensor before = normalized.select(0, row).narrow(0, prompt.Length - 1, continuation.Length);
            long[] targets = [.. continuation.Select(id => (long)id)];
            Tensor logProbabilities = model.Unembed(before).to(ScalarType.Float32).log_softmax(-1);
            sums[row] = logProbabilities.gather(1, tensor(targets, ScalarType.Int64, model.Device).unsqueeze(1)).sum().item<float>();
        }

        return sums;
    }
}
