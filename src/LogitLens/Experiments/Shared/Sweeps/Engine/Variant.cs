using LogitLens.Interventions;

namespace LogitLens.Experiments.Sweeps;

/// <summary>One way in which a sweep edits the model: a head ablated, a group of them, an activation patched.</summary>
/// <param name="Interventions">What is done, at least one thing.</param>
internal sealed record Variant(IReadOnlyList<Intervention> Interventions)
{
    public Variant(Intervention intervention)
        : this([intervention])
    {
    }

    /// <summary>The layer below which nothing differs from the clean run.</summary>
    public int FirstLayer => Interventions.Min(intervention => intervention.Site.Layer);

    /// <summary>The edits of single heads that make up all of the first layer's; null where something else is done there.</summary>
    internal IReadOnlyList<IHeadEdit>? FirstHeads
    {
        get
        {
            int layer = FirstLayer;
            Intervention[] first = [.. Interventions.Where(intervention => intervention.Site.Layer == layer)];
            IHeadEdit[] heads = [.. first.OfType<IHeadEdit>()];

            // Two edits of one head act one after the other, which is not the sum of their changes.
            return heads.Length == first.Length && heads.DistinctBy(edit => edit.Head).Count() == heads.Length ? heads : null;
        }
    }

    internal bool TouchesPrefix(SourceRun? source) => Interventions.Any(intervention => intervention.TouchesPrefix(source));
}
