using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>
/// Puts an activation's coordinate along a direction at a value, whatever it was. At 0 this takes the direction out of it (directional
/// ablation, Arditi et al. 2024).
/// </summary>
/// <param name="Site">Where; one with shape [batch, position, d].</param>
/// <param name="Direction">The direction, [d]; its length does not matter.</param>
/// <param name="Value">The coordinate, along the direction at unit length.</param>
/// <param name="Positions">At which positions.</param>
public sealed record SetCoordinate(Site Site, Tensor Direction, double Value, PositionChoice Positions) : ActivationChange(Site, Positions)
{
    /// <inheritdoc/>
    protected override Tensor Change(Tensor activation, ActivationRows rows)
    {
        UnitDirection along = UnitDirection.Of(Direction, activation.dtype);
        return along.Times(along.CoordinateOf(activation).mul(-1).add(Value));             // [batch, n, d]
    }
}
