using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>
/// Turns an activation's coordinate along a direction to the other side of a midpoint: c becomes m - scale (c - m). With scale 0 it is the
/// midpoint. Where flips follow one another in several layers, each one's c may be that of the clean run, or they would undo one another.
/// </summary>
/// <param name="Site">Where; one with shape [batch, position, d].</param>
/// <param name="Direction">The direction, [d]; its length does not matter.</param>
/// <param name="Scale">How far to the other side: 1 mirrors.</param>
/// <param name="Positions">At which positions.</param>
public sealed record FlipDirection(Site Site, Tensor Direction, double Scale, PositionChoice Positions) : ActivationChange(Site, Positions)
{
    /// <summary>The coordinate that stays as it is, along the direction at unit length; such as halfway between two classes' means.</summary>
    public double Midpoint { get; init; }

    /// <summary>The same by position, [positions], in its place; beyond the last the last one's. Null where it is the same at all positions.</summary>
    public Tensor? Midpoints { get; init; }

    /// <summary>
    /// Whether the coordinate that is turned is the clean run's: that of <see cref="ActivationRows.Clean"/>, or else of
    /// <see cref="ActivationRows.Source"/>, which is then of the same prompts.
    /// </summary>
    public bool OfCleanRun { get; init; }

    /// <inheritdoc/>
    public override bool ReadsCleanRun => OfCleanRun;

    /// <inheritdoc/>
    protected override Tensor Change(Tensor activation, ActivationRows rows)
    {
        UnitDirection along = UnitDirection.Of(Direction, activation.dtype);
        Tensor here = along.CoordinateOf(activation);                                      // [batch, n, 1]
        Tensor turned = OfCleanRun ? along.CoordinateOf(Clean(rows)) : here;
        Tensor middle = MidpointsAt(rows.Positions, activation);
        return along.Times(turned.sub(middle).mul(-Scale).add(middle).sub(here));
    }

    // [1], or [1 or batch, n, 1]
    private Tensor MidpointsAt(Tensor positions, Tensor like) => Midpoints is null ? full([1], Midpoint, like.dtype, like.device)
        : Midpoints.to(like.dtype).index_select(0, positions.clamp(max: Midpoints.size(0) - 1).reshape(-1)).reshape([.. positions.shape, 1]);

    private Tensor Clean(ActivationRows rows) => rows.Clean
        ?? (rows.Source ?? throw new InvalidOperationException("the clean run is asked for, and there is none")).At(Site, null, rows).Value;
}
