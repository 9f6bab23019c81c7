namespace LogitLens.Experiments.Lens;

/// <summary>What the lens shows of one layer at one position.</summary>
/// <param name="TokenLogProbabilities">Log-probability of each token that was asked for, in nats.</param>
/// <param name="TokenRanks">The rank among all tokens of those that were to be ranked; 0 is the most probable.</param>
/// <param name="KullbackLeibler">KL(model's output || layer's prediction), in nats.</param>
/// <param name="Entropy">Entropy of the layer's prediction, in nats.</param>
public sealed record LensReading(float[] TokenLogProbabilities, int[] TokenRanks, float KullbackLeibler, float Entropy);
