using LogitLens.Training;

namespace TinyModel.Training;

/// <summary>A curriculum (Bengio et al. 2009): simple material for the first steps, all of it from then on.</summary>
internal sealed class StagedBatches(ITrainingBatches first, int firstSteps, ITrainingBatches then) : ITrainingBatches
{
    /// <inheritdoc/>
    public IReadOnlyList<TrainingSequence> OfStep(long step) => step < firstSteps ? first.OfStep(step) : then.OfStep(step - firstSteps);
}
