namespace LogitLens.Models;

/// <summary>Keeps activations of a forward pass beyond it. They share the pass's memory and are cut off from its gradients.</summary>
public sealed class ActivationCache : IDisposable
{
    private readonly Dictionary<Site, Tensor> _kept = [];

    /// <summary>The activation that was seen last at a site.</summary>
    /// <exception cref="KeyNotFoundException">No pass has reached the site.</exception>
    public Tensor this[Site site] => _kept[site];

    /// <summary>The sites seen so far.</summary>
    public IReadOnlyCollection<Site> Sites => _kept.Keys;

    /// <summary>Adds hooks that keep the activations of these sites.</summary>
    public ForwardHooks Watch(IEnumerable<Site> sites, ForwardHooks? hooks = null)
    {
        hooks ??= new ForwardHooks();
        foreach (Site site in sites)
        {
            hooks.Read(site, activation => Keep(site, activation));
        }

        return hooks;
    }

    /// <summary>Frees what was kept.</summary>
    public void Dispose()
    {
        foreach (Tensor kept in _kept.Values)
        {
            kept.Dispose();
        }

        _kept.Clear();
    }

    private void Keep(Site site, Tensor activation)
    {
        if (_kept.Remove(site, out Tensor? earlier))
        {
            earlier.Dispose();
        }

        _kept[site] = activation.detach().DetachFromDisposeScope();
    }
}
