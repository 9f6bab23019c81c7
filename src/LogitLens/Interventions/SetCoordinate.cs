using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Puts an activation's coordinate along a direction at a value, whatever it was.</summary>
/// <param name="Site">Where; one with shape [batch, position, d].</param>
/// <param name="Direction">The direction, [d]; its length does not matter.</param>
/// <param name="Value">The coordinate, along the direction at unit length.</param>
/// <param name="Positions">At which positions.</param>
public sealed record SetCoordinate(Site Site, Tensor Direction, double Value, PositionChoice Positions) : Intervention
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
        Tensor change = along.CoordinateOf(activation).mul(-1).add(Value);                 // [batch, n, 1]
        return Positions.Where(activation.add(along.Times(change)), activation, rows).MoveToOuterDisposeScope();
    }
}
