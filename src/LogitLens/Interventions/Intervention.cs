using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>What happens to an activation at one site of a forward pass.</summary>
/// <param name="Site">Where it happens.</param>
public abstract record Intervention(Site Site)
{
    /// <summary>The activation as the forward pass goes on with it; the one given is left as it is.</summary>
    /// <param name="activation">The activation, of the shape that <see cref="SiteKind"/> says.</param>
    /// <param name="rows">Which examples and positions it is of.</param>
    public abstract Tensor Apply(Tensor activation, ActivationRows rows);

    /// <summary>Whether it can change the positions that all examples share, given what the rows are taken from.</summary>
    public virtual bool TouchesPrefix(SourceRun? source) => true;

    /// <summary>Whether it goes by what the activation is in the source run, which is then the clean run of the same prompts.</summary>
    public virtual bool ReadsCleanRun => false;

    /// <summary>Interventions as hooks of a plain forward pass over whole sequences.</summary>
    public static ForwardHooks Hooks(IEnumerable<Intervention> interventions, ActivationRows rows)
    {
        ForwardHooks hooks = new();
        foreach (Intervention intervention in interventions)
        {
            hooks.Add(intervention.Site, (_, activation) => intervention.Apply(activation, rows));
        }

        return hooks;
    }
}

/// <summary>What is added to an activation, [batch, position, d], at chosen positions.</summary>
/// <param name="Site">Where.</param>
/// <param name="Positions">At which positions.</param>
public abstract record ActivationChange(Site Site, PositionChoice Positions) : Intervention(Site)
{
    /// <inheritdoc/>
    public override bool TouchesPrefix(SourceRun? source) => Positions.TouchesPrefix;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor activation, ActivationRows rows)
    {
        using DisposeScope scope = NewDisposeScope();
        return Positions.Where(activation.add(Change(activation, rows)), activation, rows).MoveToOuterDisposeScope();
    }

    /// <summary>What is added at every position, of the activation's shape or broadcasting to it.</summary>
    protected abstract Tensor Change(Tensor activation, ActivationRows rows);
}
