using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Takes a linear part of an activation out about a point: x becomes x - E (x - m), as concept erasure does (Belrose et al. 2023).</summary>
/// <param name="Site">Where; one with shape [batch, position, d].</param>
/// <param name="Matrix">E, [d, d].</param>
/// <param name="Centre">m, [d]; it stays where it is.</param>
/// <param name="Positions">At which positions.</param>
public sealed record EraseSubspace(Site Site, Tensor Matrix, Tensor Centre, PositionChoice Positions) : Intervention
{
    /// <inheritdoc/>
    public override Site Site { get; } = Site;

    /// <inheritdoc/>
    public override bool TouchesPrefix(SourceRun? source) => Positions.TouchesPrefix;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor activation, ActivationRows rows)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] shape = activation.shape;
        Tensor flat = activation.reshape(-1, shape[^1]).sub(Centre.to(activation.dtype));               // [batch x position, d]
        Tensor erased = flat.mm(Matrix.to(activation.dtype).t()).reshape(shape);
        return Positions.Where(activation.sub(erased), activation, rows).MoveToOuterDisposeScope();
    }
}
