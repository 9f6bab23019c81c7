namespace LogitLens.Models;

/// <summary>What attention computes in one block before the output projection.</summary>
/// <param name="Scores">Before the softmax, scaled and masked, [batch, head, query, key].</param>
/// <param name="Pattern">After it, [batch, head, query, key].</param>
/// <param name="Values">[batch, head, key, d_head].</param>
/// <param name="Z">Each head's mix of values, [batch, query, head, d_head].</param>
internal sealed record AttentionState(Tensor Scores, Tensor Pattern, Tensor Values, Tensor Z);
