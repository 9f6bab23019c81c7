namespace LogitLens.Models;

/// <summary>
/// Code that runs at a site. It reads the activation and returns what the forward pass goes on with: the same tensor, or another of the
/// same shape. It must not change the activation in place.
/// </summary>
public delegate Tensor ForwardHook(Site site, Tensor activation);

/// <summary>The hooks of a forward pass. Hooks of one site run in the order in which they were added.</summary>
public sealed class ForwardHooks
{
    private readonly Dictionary<Site, List<ForwardHook>> _hooks = [];

    /// <summary>Adds a hook and returns this set, so that calls chain.</summary>
    public ForwardHooks Add(Site site, ForwardHook hook)
    {
        if (!_hooks.TryGetValue(site, out List<ForwardHook>? hooks))
        {
            _hooks[site] = hooks = [];
        }

        hooks.Add(hook);
        return this;
    }

    /// <summary>Adds a hook that only looks.</summary>
    public ForwardHooks Read(Site site, Action<Tensor> look) => Add(site, (_, activation) =>
    {
        look(activation);
        return activation;
    });

    /// <summary>Whether anything is hooked at a site.</summary>
    public bool Has(Site site) => _hooks.ContainsKey(site);

    internal Tensor Run(Site site, Tensor activation)
    {
        if (_hooks.TryGetValue(site, out List<ForwardHook>? hooks))
        {
            foreach (ForwardHook hook in hooks)
            {
                activation = hook(site, activation);
            }
        }

        return activation;
    }
}
