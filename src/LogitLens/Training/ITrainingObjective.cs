using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>What training makes smaller.</summary>
public interface ITrainingObjective
{
    /// <summary>
    /// The weighted sum of losses over what the sequences predict, in nats, a scalar to differentiate. Divided by the sum of
    /// <see cref="TrainingSequence.TotalWeight"/> it is the mean; sums over the parts of a batch add up to the batch's.
    /// </summary>
    /// <param name="transformer">The model.</param>
    /// <param name="sequences">One or more.</param>
    /// <param name="hooks">Code to run at sites, such as dropout; null for none.</param>
    public Tensor Sum(Transformer transformer, IReadOnlyList<TrainingSequence> sequences, ForwardHooks? hooks = null);

    /// <summary>The weighted mean loss over all that the sequences predict, without gradients, a few sequences at a time.</summary>
    /// <param name="transformer">The model.</param>
    /// <param name="sequences">One or more, of a total weight above zero.</param>
    /// <param name="tokensAtOnce">How many tokens go through the model at once, padding counted.</param>
    public double Mean(Transformer transformer, IReadOnlyList<TrainingSequence> sequences, int tokensAtOnce)
    {
        using IDisposable gradless = no_grad();
        double sum = 0;
        foreach (IReadOnlyList<TrainingSequence> part in MicroBatches.Cut(sequences, tokensAtOnce))
        {
            using DisposeScope scope = NewDisposeScope();
            sum += Sum(transformer, part).item<float>();
        }

        return sum / sequences.Sum(sequence => sequence.TotalWeight);
    }
}
