using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// Reads the outcome of a sweep's variants as the labels' logits, and where it is asked for the whole row of the vocabulary, as the right
/// label's log-probability and the divergence from a reference run's output: the clean one.
/// </summary>
/// <param name="wholeRow">Whether the whole vocabulary's logits are computed.</param>
internal sealed class LabelReadout(Transformer model, IReadOnlyList<int> labelTokens, bool wholeRow) : IDisposable
{
    private TokenDistributions? _reference;

    /// <summary>Reads one variant; the reference run comes first of a batch.</summary>
    /// <param name="normalized">The final norm's output at the last positions, [example, d_model].</param>
    /// <param name="isReference">Whether this is the run that others are compared with.</param>
    public LabelOutcome Read(Tensor normalized, IReadOnlyList<int> right, bool isReference)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = tensor([.. labelTokens.Select(id => (long)id)], ScalarType.Int64, model.Device);
        if (!wholeRow)
        {
            Tensor some = model.Unembed(normalized, labels);                          // [example, label]
            return some.AreFinite() ? new LabelOutcome(Rows(some), null, null) : throw FiniteNumbers.Error("logits", some.dtype);
        }

        Tensor logits = model.Unembed(normalized).to(ScalarType.Float32);             // [example, vocabulary]
        TokenDistributions own = new(logits);
        if (isReference)
        {
            _reference?.Dispose();
            _reference = own;
        }

        using TokenDistributions? edited = isReference ? null : own;
        long[] targets = [.. right.Select(label => (long)labelTokens[label])];
        Tensor rightLogProb = own.LogProbabilities(tensor(targets, [targets.Length, 1], ScalarType.Int64, model.Device));
        return new LabelOutcome(
            Rows(logits.index_select(1, labels)), rightLogProb.Floats(), _reference is null ? null : own.DivergenceFrom(_reference).Floats());
    }

    public void Dispose() => _reference?.Dispose();

    private static float[][] Rows(Tensor logits)
    {
        float[] all = logits.Floats();
        return [.. all.Chunk((int)logits.size(1))];
    }
}

/// <summary>What a run says at the last position of each example.</summary>
/// <param name="LabelLogits">Each label's logit, [example][label].</param>
/// <param name="RightLogProb">The right label's log-probability among all tokens, in nats, [example]; null where not read.</param>
/// <param name="Kl">KL(reference output || this output), in nats, [example]; null where not read, or before the reference is.</param>
internal sealed record LabelOutcome(float[][] LabelLogits, float[]? RightLogProb, float[]? Kl);
