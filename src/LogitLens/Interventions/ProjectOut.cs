using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Takes an activation's part along a direction out of it (directional ablation, Arditi et al. 2024).</summary>
/// <param name="Site">Where; one with shape [batch, position, d].</param>
/// <param name="Direction">The direction, [d]; its length does not matter.</param>
/// <param name="Positions">At which positions.</param>
public sealed record ProjectOut(Site Site, Tensor Direction, PositionChoice Positions) : Intervention
{
    /// <inheritdoc/>
    public override Site Site { get; } = Site;

    /// <inheritdoc/>
    public override bool TouchesPrefix(SourceRun? source) => Positions.TouchesPrefix;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor activation, ActivationRows rows)
    {
        using DisposeScope scope = NewDisposeScope();
        UnitDirection along = UnitDirection.Of(Direction, activation.dtype);
        return Positions.Where(activation.sub(along.Times(along.CoordinateOf(activation))), activation, rows).MoveToOuterDisposeScope();
    }
}
