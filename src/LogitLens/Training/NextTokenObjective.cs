using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>Predicting each token from those before it (<see cref="LanguageModelLoss"/>).</summary>
/// <param name="labelSmoothing">See <see cref="SmoothedCrossEntropy"/>.</param>
public sealed class NextTokenObjective(double labelSmoothing = 0) : ITrainingObjective
{
    /// <inheritdoc/>
    public Tensor Sum(Transformer transformer, IReadOnlyList<TrainingSequence> sequences, ForwardHooks? hooks = null) =>
        LanguageModelLoss.Sum(transformer, sequences, hooks, labelSmoothing);
}
