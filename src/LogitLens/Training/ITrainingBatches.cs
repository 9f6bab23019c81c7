namespace LogitLens.Training;

/// <summary>
/// What each step learns from: a function of the step alone, so that a resumed run goes on as it would have.
/// </summary>
public interface ITrainingBatches
{
    /// <summary>The sequences of a step; steps count from 0.</summary>
    public IReadOnlyList<TrainingSequence> OfStep(long step);
}
