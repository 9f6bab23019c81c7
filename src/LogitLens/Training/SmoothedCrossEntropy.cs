namespace LogitLens.Training;

/// <summary>
/// Cross-entropy to a target that is right with probability 1 - s and, with probability s, any outcome alike (Szegedy et al. 2016,
/// "Rethinking the Inception Architecture", label smoothing).
/// </summary>
internal static class SmoothedCrossEntropy
{
    /// <summary>
    /// The loss of each row of float32 logits [n, outcome]: [n], in nats. libtorch's own cross-entropy adds up the exponentials one after the
    /// other, and loses those that are small beside the greatest: 3e-5 of a loss of 0.007.
    /// </summary>
    /// <param name="logits">[n, outcome].</param>
    /// <param name="targets">[n].</param>
    /// <param name="smoothing">s, in [0, 1).</param>
    public static Tensor Of(Tensor logits, Tensor targets, double smoothing)
    {
        Tensor centred = logits.sub(logits.detach().amax([1], keepdim: true));
        Tensor whole = centred.logsumexp(1);
        Tensor right = centred.gather(1, targets.unsqueeze(1)).squeeze(1);
        return smoothing == 0 ? whole.sub(right) : whole.sub(right.mul(1 - smoothing)).sub(centred.mean([1]).mul(smoothing));
    }
}
