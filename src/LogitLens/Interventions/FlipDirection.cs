using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Turns an activation's coordinate along a direction to the other side of a midpoint: c becomes m - scale (c - m).</summary>
/// <param name="Site">Where; one with shape [batch, position, d].</param>
/// <param name="Direction">The direction, [d]; its length does not matter.</param>
/// <param name="Scale">How far to the other side: 1 mirrors.</param>
/// <param name="Positions">At which positions.</param>
public sealed record FlipDirection(Site Site, Tensor Direction, double Scale, PositionChoice Positions) : Intervention
{
    /// <inheritdoc/>
    public override Site Site { get; } = Site;

    /// <summary>The coordinate that stays as it is, along the direction at unit length; such as halfway between two classes' means.</summary>
    public double Midpoint { get; init; }

    /// <inheritdoc/>
    public override bool TouchesPrefix(SourceRun? source) => Positions.TouchesPrefix;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor activation, ActivationRows rows)
    {
        using DisposeScope scope = NewDisposeScope();
        UnitDirection along = UnitDirection.Of(Direction, activation.dtype);
        Tensor change = along.CoordinateOf(activation).sub(Midpoint).mul(-(1 + Scale));   // [batch, n, 1]
        return Positions.Where(activation.add(along.Times(change)), activation, rows).MoveToOuterDisposeScope();
    }
}
