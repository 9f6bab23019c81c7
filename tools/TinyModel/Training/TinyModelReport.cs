namespace TinyModel.Training;

/// <summary>What came of following a recipe.</summary>
/// <param name="Parameters">Number of weights.</param>
/// <param name="TrainingTokens">Tokens that training took in.</param>
/// <param name="HeldOutLoss">The mean loss on held-out documents, in nats a token.</param>
public sealed record TinyModelReport(long Parameters, long TrainingTokens, double HeldOutLoss);
