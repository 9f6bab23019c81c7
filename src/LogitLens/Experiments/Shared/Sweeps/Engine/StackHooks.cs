using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Hooks for a stack in which each variant has as many rows, one variant after the other.</summary>
internal static class StackHooks
{
    /// <summary>Hooks that apply to each variant's rows its own interventions.</summary>
    /// <param name="variants">The variants, in the stack's order.</param>
    /// <param name="fromLayer">Interventions below this layer have been made already.</param>
    /// <param name="rowsAt">What the rows of one variant are at a site; null where the site does not matter.</param>
    public static ForwardHooks For(IReadOnlyList<Variant> variants, int fromLayer, Func<Site, ActivationRows?> rowsAt)
    {
        ForwardHooks hooks = new();
        IEnumerable<Site> sites = variants.SelectMany(variant => variant.Interventions).Select(intervention => intervention.Site).Distinct();
        foreach (Site site in sites.Where(site => site.Layer >= fromLayer))
        {
            if (rowsAt(site) is { } rows)
            {
                hooks.Add(site, (_, activation) => Apply(variants, site, activation, rows));
            }
        }

        return hooks;
    }

    private static Tensor Apply(IReadOnlyList<Variant> variants, Site site, Tensor activation, ActivationRows rows)
    {
        long size = activation.size(0) / variants.Count;
        Tensor[] parts = new Tensor[variants.Count];
        for (int v = 0; v < parts.Length; v++)
        {
            Tensor part = activation.narrow(0, v * size, size);
            foreach (Intervention intervention in variants[v].Interventions.Where(intervention => intervention.Site == site))
            {
                part = intervention.Apply(part, rows);
            }

            parts[v] = part;
        }

        return cat(parts, 0);
    }
}
