namespace LogitLens.Models;

/// <summary>What one pass through a block needs besides its input.</summary>
/// <param name="Mask">True where a query must not see a key, [1 or batch, 1, query, key].</param>
/// <param name="Earlier">Keys and values of earlier positions, or null.</param>
/// <param name="Queries">The positions whose output is wanted, [batch, n] as indices into the input; null for all. Keys and values are
/// always computed for every position.</param>
internal sealed record BlockPass(ForwardHooks Hooks, Tensor Mask, IKeyValueStore? Earlier, Tensor? Queries);

/// <summary>What attention computes in one block before the output projection.</summary>
/// <param name="Scores">Before the softmax, scaled and masked, [batch, head, query, key].</param>
/// <param name="Pattern">After it, [batch, head, query, key].</param>
/// <param name="Values">[batch, head, key, d_head].</param>
/// <param name="Z">Each head's mix of values, [batch, query, head, d_head].</param>
internal sealed record AttentionState(Tensor Scores, Tensor Pattern, Tensor Values, Tensor Z);
