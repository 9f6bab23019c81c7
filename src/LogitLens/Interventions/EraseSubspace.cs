using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Takes a linear part of an activation out about a point: x becomes x - E (x - m), as concept erasure does (Belrose et al. 2023).</summary>
/// <param name="Site">Where; one with shape [batch, position, d].</param>
/// <param name="Matrix">E, [d, d].</param>
/// <param name="Centre">m, [d]; it stays where it is.</param>
/// <param name="Positions">At which positions.</param>
public sealed record EraseSubspace(Site Site, Tensor Matrix, Tensor Centre, PositionChoice Positions) : ActivationChange(Site, Positions)
{
    /// <inheritdoc/>
    protected override Tensor Change(Tensor activation, ActivationRows rows)
    {
        long[] shape = activation.shape;
        Tensor flat = activation.reshape(-1, shape[^1]).sub(Centre.to(activation.dtype));               // [batch x position, d]
        return flat.mm(Matrix.to(activation.dtype).t()).neg_().reshape(shape);
    }
}
