using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Replaces one head's z, before the output projection mixes the heads.</summary>
/// <param name="Head">The head.</param>
/// <param name="By">What replaces it.</param>
/// <param name="Positions">Where.</param>
public sealed record ReplaceHead(HeadId Head, Replacement By, PositionChoice Positions) : Intervention(new Site(SiteKind.Z, Head.Layer)), IHeadEdit
{
    /// <inheritdoc/>
    public override bool TouchesPrefix(SourceRun? source) => Positions.TouchesPrefix && By.TouchesPrefix(source);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor activation, ActivationRows rows)
    {
        Tensor edited = activation.clone();                                           // [batch, n, head, d_head]
        edited.select(2, Head.Head).copy_(EditedZ(activation.select(2, Head.Head), rows));
        return edited;
    }

    /// <inheritdoc/>
    public Tensor EditedZ(HeadAttention clean, ActivationRows rows) => EditedZ(clean.Z, rows);

    private Tensor EditedZ(Tensor z, ActivationRows rows) => By.Apply(Site, Head.Head, z, rows, Positions);
}
