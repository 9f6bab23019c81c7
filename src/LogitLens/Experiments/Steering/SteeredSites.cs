using LogitLens.Checkpoints;
using LogitLens.Models;

namespace LogitLens.Experiments.Steering;

/// <summary>The sites that a direction may act at, one in each of some layers, and the windows of them that are tried.</summary>
/// <param name="ByLayer">The site of each layer.</param>
/// <param name="Windows">Layers that are steered at once, one window after the other.</param>
internal sealed record SteeredSites(IReadOnlyDictionary<int, Site> ByLayer, IReadOnlyList<LayerWindow> Windows)
{
    /// <summary>Finds the sites that options name.</summary>
    /// <param name="options">Where directions act.</param>
    /// <param name="source">Where they come from: a file of control vectors has them for some layers.</param>
    /// <exception cref="InputException">There are none, they are not of one kind, or a layer is not among them.</exception>
    public static SteeredSites Of(SteerOperationOptions options, DirectionSource source, ModelConfig config)
    {
        IReadOnlyList<Site> sites = Site.Select(options.Site, config);
        foreach (Site site in sites.Where(site => site.VectorWidth(config) is null))
        {
            throw new InputException(
                $"--site {options.Site}: {site} is not one vector for each position of a layer; take a residual stream (blocks.*.hook_resid_post), attn_out, "
                + "mlp_out, or the MLP's hidden layer");
        }

        if (sites.GroupBy(site => site.Layer).FirstOrDefault(layer => layer.Count() > 1) is { } twice)
        {
            throw new InputException($"--site {options.Site} names several sites of layer {twice.Key}: {string.Join(", ", twice)}; name one");
        }

        Dictionary<int, Site> byLayer = sites.ToDictionary(site => site.Layer);
        foreach (LayerWindow window in options.Layers)
        {
            foreach (int layer in window.Layers.Where(layer => !byLayer.ContainsKey(layer)))
            {
                throw new InputException(layer >= config.Layers
                    ? $"--layers {window}: there is no layer {layer}; the model's layers are 0 to {config.Layers - 1}"
                    : $"--layers {window}: --site {options.Site} names no site of layer {layer}");
            }
        }

        if (options.Layers.Count > 0)
        {
            return new SteeredSites(byLayer, [.. options.Layers.Distinct()]);
        }

        IEnumerable<int> there = source.IsControlVector ? byLayer.Keys.Intersect(ControlVectorFile.Read(source.File!).Keys) : byLayer.Keys;
        LayerWindow[] windows = [.. there.Select(layer => new LayerWindow(layer, layer))];
        return windows.Length > 0 ? new SteeredSites(byLayer, windows)
            : throw new InputException($"--direction {source} has no direction for any layer of --site {options.Site}");
    }

    /// <summary>The layers that are steered in any window, in order.</summary>
    public IReadOnlyList<int> Layers => [.. Windows.SelectMany(window => window.Layers).Distinct().Order()];
}
