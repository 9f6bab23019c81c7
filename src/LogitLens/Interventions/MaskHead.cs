using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>
/// Hides edges of one head's attention pattern: before the softmax, so that the rest of a row renormalises, or after it. A row without an
/// edge left attends to nothing, z = 0.
/// </summary>
/// <param name="Head">The head.</param>
/// <param name="Edges">The edges that are hidden.</param>
/// <param name="Renormalise">Whether the rest of a row is what a softmax over it alone gives.</param>
public sealed record MaskHead(HeadId Head, EdgeChoice Edges, bool Renormalise) : Intervention(new Site(SiteKind.Pattern, Head.Layer)), IHeadEdit
{
    // Float32's smallest normal number: an emptied row is divided by it and stays zero.
    private const float LeastSum = 1.17549435e-38f;

    /// <inheritdoc/>
    public override bool TouchesPrefix(SourceRun? source) => Edges.TouchesPrefix;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor activation, ActivationRows rows)
    {
        Tensor edited = activation.clone();                                           // [batch, head, query, key]
        Tensor own = edited.select(1, Head.Head);
        own.copy_(Masked(own, Edges.Mask(rows, own.size(2)), Renormalise));
        return edited;
    }

    /// <inheritdoc/>
    public Tensor EditedZ(HeadAttention clean, ActivationRows rows)
    {
        if (Edges.Mask(rows, clean.Scores.size(2)) is not { } hidden)
        {
            return zeros_like(clean.Z);
        }

        if (!Renormalise)
        {
            return clean.Scores.softmax(-1).masked_fill(hidden, 0).bmm(clean.Values);
        }

        Tensor pattern = clean.Scores.masked_fill(hidden, float.NegativeInfinity).softmax(-1);
        return pattern.masked_fill(pattern.ne(pattern), 0).bmm(clean.Values);         // the softmax of an emptied row is not a number
    }

    /// <summary>A pattern with edges hidden, [.., query, key].</summary>
    /// <param name="hidden">True at the edges to hide; null for all.</param>
    /// <param name="renormalise">Whether each row is brought back to a sum of 1, which is a softmax over the edges left.</param>
    internal static Tensor Masked(Tensor pattern, Tensor? hidden, bool renormalise)
    {
        if (hidden is null)
        {
            return zeros_like(pattern);
        }

        Tensor kept = pattern.to(ScalarType.Float32).masked_fill(hidden, 0);
        if (renormalise)
        {
            kept = kept.div(kept.sum(-1, keepdim: true).clamp(min: LeastSum));
        }

        return kept.to(pattern.dtype);
    }
}
