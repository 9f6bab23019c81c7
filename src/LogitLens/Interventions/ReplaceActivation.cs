using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Replaces the whole of an activation, such as attn_out, mlp_out or resid_pre.</summary>
/// <param name="Site">Where; one with shape [batch, position, ..].</param>
/// <param name="By">What replaces it.</param>
/// <param name="Positions">At which positions.</param>
public sealed record ReplaceActivation(Site Site, Replacement By, PositionChoice Positions) : Intervention(Site)
{
    /// <inheritdoc/>
    public override bool TouchesPrefix(SourceRun? source) => Positions.TouchesPrefix && By.TouchesPrefix(source);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor activation, ActivationRows rows) => By.Apply(Site, null, activation, rows, Positions);
}
