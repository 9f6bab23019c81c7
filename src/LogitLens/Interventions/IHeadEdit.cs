using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>
/// An intervention within attention that changes nothing but one head's z. A sweep then needs no attention pass of its own for it: attn_out
/// changes by the change of z through that head's rows of the output projection.
/// </summary>
public interface IHeadEdit
{
    /// <summary>The head.</summary>
    public HeadId Head { get; }

    /// <summary>The head's z under the intervention, [batch, n, d_head].</summary>
    public Tensor EditedZ(HeadAttention clean, ActivationRows rows);
}

/// <summary>What one head computes in a clean pass.</summary>
/// <param name="Scores">Before the softmax, scaled and masked, [batch, query, key]; the keys of a shared prefix come first.</param>
/// <param name="Values">[batch, key, d_head].</param>
/// <param name="Z">[batch, query, d_head].</param>
public sealed record HeadAttention(Tensor Scores, Tensor Values, Tensor Z);
