using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>What an ablated or patched activation is replaced by.</summary>
public abstract record Replacement
{
    /// <summary>Zeros.</summary>
    public static Replacement Zero { get; } = new Zeros();

    /// <summary>The activation of another run at the aligned position.</summary>
    public static Replacement Source { get; } = new OfSource();

    /// <summary>The mean over a reference set.</summary>
    public static Replacement Mean(MeanActivations means) => new OfMean(means);

    /// <summary>Whether it can change a prefix that all examples share.</summary>
    public virtual bool TouchesPrefix(SourceRun? source) => true;

    /// <summary>
    /// What stands in for the activation: of its shape, or broadcasting to it; and where there is one, [1 or batch, n], null for everywhere.
    /// </summary>
    /// <param name="site">Where the activation is.</param>
    /// <param name="head">The head whose part of the site it is; null for all of it.</param>
    /// <param name="activation">[batch, n, ..].</param>
    /// <param name="rows">Which examples and positions.</param>
    public abstract (Tensor Value, Tensor? Available) For(Site site, int? head, Tensor activation, ActivationRows rows);

    /// <summary>The activation with its chosen positions replaced.</summary>
    internal Tensor Apply(Site site, int? head, Tensor activation, ActivationRows rows, PositionChoice positions)
    {
        (Tensor value, Tensor? mask) = For(site, head, activation, rows);
        if (positions.Mask(rows) is { } chosen)
        {
            mask = mask is null ? chosen : mask.logical_and(chosen);
        }

        return mask is null ? value.expand(activation.shape) : where(mask.ToRank(activation.ndim), value, activation);
    }

    private sealed record Zeros : Replacement
    {
        public override (Tensor Value, Tensor? Available) For(Site site, int? head, Tensor activation, ActivationRows rows) =>
            (zeros([1], activation.dtype, activation.device), null);
    }

    private sealed record OfMean(MeanActivations Means) : Replacement
    {
        public override (Tensor Value, Tensor? Available) For(Site site, int? head, Tensor activation, ActivationRows rows)
        {
            Tensor mean = Means.At(site, rows, activation.dtype);                     // [1 or batch, n or 1, ..]
            return (head is { } one ? mean.select(2, one) : mean, null);
        }
    }

    private sealed record OfSource : Replacement
    {
        public override bool TouchesPrefix(SourceRun? source) => source?.Prefix is not null;

        public override (Tensor Value, Tensor? Available) For(Site site, int? head, Tensor activation, ActivationRows rows) =>
            (rows.Source ?? throw new InvalidOperationException("a patch needs another run to take activations from")).At(site, head, rows);
    }
}
