namespace LogitLens.Training;

/// <summary>What one step of training saw.</summary>
/// <param name="Number">The step's number, from 1.</param>
/// <param name="Loss">The mean loss of its batch before the update, in nats a token, or a text where classes are predicted.</param>
/// <param name="GradientNorm">The gradients' global norm before clipping.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Tokens">The tokens that it took in, padding not counted.</param>
public sealed record TrainingStep(int Number, double Loss, double GradientNorm, double LearningRate, long Tokens);
