namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// What each part of the model writes, at the last position, into the difference of two logits, with the final norm's mean and scale as they
/// are in the whole run. The parts add up to the difference.
/// </summary>
/// <param name="Heads">Each head through its part of the output projection, [layer][head].</param>
/// <param name="Mlps">Each MLP, [layer].</param>
/// <param name="AttentionOutputBiases">Each output projection's bias, [layer].</param>
/// <param name="Embedding">The last token's embedding.</param>
/// <param name="PositionEmbedding">The last position's embedding.</param>
/// <param name="FinalNormBias">The final norm's bias.</param>
/// <param name="Total">The sum of all.</param>
internal sealed record LogitAttribution(
    IReadOnlyList<float[]> Heads, float[] Mlps, float[] AttentionOutputBiases, float Embedding, float PositionEmbedding, float FinalNormBias, float Total);
