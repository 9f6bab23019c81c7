using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// Reads the outcome of a sweep's variants as the labels' logits, and where it is asked for the whole row of the vocabulary, as the right
/// label's log-probability and the divergence from the clean output.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="labelTokens">The token of each label.</param>
/// <param name="wholeRow">Whether the whole vocabulary's logits are computed.</param>
public sealed class LabelReadout(Transformer model, IReadOnlyList<int> labelTokens, bool wholeRow) : IDisposable
{
    private Tensor? _cleanLogProbs;

    /// <summary>Whether log-probabilities and divergences are read.</summary>
    public bool WholeRow => wholeRow;

    /// <summary>Reads one variant; the clean run comes first of a batch.</summary>
    /// <param name="normalized">The final norm's output at the last positions, [example, d_model].</param>
    /// <param name="right">The right label of each example.</param>
    /// <param name="isClean">Whether this is the run that others are compared with.</param>
    public LabelOutcome Read(Tensor normalized, IReadOnlyList<int> right, bool isClean)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = tensor([.. labelTokens.Select(id => (long)id)], ScalarType.Int64, model.Device);
        if (!wholeRow)
        {
            return new LabelOutcome(Rows(model.Unembed(normalized, labels)), null, null);
        }

        Tensor logits = model.Unembed(normalized).to(ScalarType.Float32);             // [example, vocabulary]
        Tensor logProbs = logits.log_softmax(-1);
        if (isClean)
        {
            _cleanLogProbs?.Dispose();
            _cleanLogProbs = logProbs.DetachFromDisposeScope();
        }

        long[] targets = [.. right.Select(label => (long)labelTokens[label])];
        Tensor rightLogProb = logProbs.gather(1, tensor(targets, [targets.Length, 1], ScalarType.Int64, model.Device)).squeeze(1);
        Tensor divergence = _cleanLogProbs!.exp().mul(_cleanLogProbs.sub(logProbs)).sum(1);
        return new LabelOutcome(Rows(logits.index_select(1, labels)), Values(rightLogProb), [.. Values(divergence).Select(kl => Math.Max(0, kl))]);
    }

    /// <summary>Frees the clean output.</summary>
    public void Dispose() => _cleanLogProbs?.Dispose();

    private static float[] Values(Tensor x) => x.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();

    private static float[][] Rows(Tensor logits)
    {
        float[] all = Values(logits);
        return [.. all.Chunk((int)logits.size(1))];
    }
}

/// <summary>What a run says at the last position of each example.</summary>
/// <param name="LabelLogits">Each label's logit, [example][label].</param>
/// <param name="RightLogProb">The right label's log-probability among all tokens, in nats, [example]; null where not read.</param>
/// <param name="Kl">KL(clean output || this output), in nats, [example]; null where not read.</param>
public sealed record LabelOutcome(float[][] LabelLogits, float[]? RightLogProb, float[]? Kl);
