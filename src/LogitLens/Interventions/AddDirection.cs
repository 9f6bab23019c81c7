using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Adds a multiple of a direction to an activation (activation addition, Turner et al. 2023).</summary>
/// <param name="Site">Where; one with shape [batch, position, d].</param>
/// <param name="Direction">The direction, [d], added as long as it is.</param>
/// <param name="Strength">How many times it is added; below zero it is taken off.</param>
/// <param name="Positions">At which positions.</param>
public sealed record AddDirection(Site Site, Tensor Direction, double Strength, PositionChoice Positions) : ActivationChange(Site, Positions)
{
    /// <inheritdoc/>
    protected override Tensor Change(Tensor activation, ActivationRows rows) =>
        Direction.to(activation.dtype).mul(Strength);
}
