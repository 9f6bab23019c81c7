namespace LogitLens.Training;

/// <summary>
/// Cross-entropy to a target that is right with probability 1 - s and, with probability s, any outcome alike (Szegedy et al. 2016,
/// "Rethinking the Inception Architecture", label smoothing).
/// </summary>
internal static class SmoothedCrossEntropy
{
    /// <summary>
    /// The loss of each row of float32 logits [n, outcome]: [n], in nats; the logits' memory is used up. libtorch's own cross-entropy adds up the
    /// exponentials one after the other, and loses those that are small beside the greatest: 3e-5 of a loss of 0.007.
    /// </summary>
    /// <param name="logits">[n, outcome], of nobody's further use.</param>
    /// <param name="targets">[n].</param>
    /// <param name="smoothing">s, in [0, 1).</param>
    public static Tensor Of(Tensor logits, Tensor targets, double smoothing)
    {
        // With a vocabulary of 50,257 each further [n, outcome] tensor costs as much as a layer does. Centred is where the logits were: the shift
        // is a constant to the gradient, and nothing before has kept the logits for its own.
        using (no_grad())
        {
            logits.sub_(logits.amax([1], keepdim: true));
        }

        Tensor whole = logits.logsumexp(1);
        Tensor right = gather(logits, 1, targets.unsqueeze(1), sparse_grad: true).squeeze(1);
        return smoothing == 0 ? whole.sub(right) : whole.sub(right.mul(1 - smoothing)).sub(logits.mean([1]).mul(smoothing));
    }
}
