using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Hides the same edges in the patterns of all heads of a layer, as <see cref="MaskHead"/> does in one.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Edges">The edges that are hidden.</param>
/// <param name="Renormalise">Whether the rest of a row is what a softmax over it alone gives.</param>
public sealed record MaskLayer(int Layer, EdgeChoice Edges, bool Renormalise) : Intervention(new Site(SiteKind.Pattern, Layer))
{
    /// <inheritdoc/>
    public override bool TouchesPrefix(SourceRun? source) => Edges.TouchesPrefix;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor activation, ActivationRows rows) =>
        MaskHead.Masked(activation, Edges.Mask(rows, activation.size(3))?.unsqueeze(1), Renormalise);
}
