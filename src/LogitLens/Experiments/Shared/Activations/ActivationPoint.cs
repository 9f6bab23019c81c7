using LogitLens.Models;

namespace LogitLens.Experiments;

/// <summary>What is read as one vector: a site, or one head of a site that has heads.</summary>
/// <param name="Site">The site.</param>
/// <param name="Head">The head; null where the site has none.</param>
public readonly record struct ActivationPoint(Site Site, int? Head = null)
{
    /// <summary>The site's name, with the head after it: <c>blocks.3.attn.hook_z.5</c>.</summary>
    public string Name => Head is { } head ? string.Create(CultureInfo.InvariantCulture, $"{Site.Name}.{head}") : Site.Name;

    /// <summary>How many numbers it is.</summary>
    public int Width(ModelConfig config) => Site.Kind switch
    {
        SiteKind.Query or SiteKind.Key or SiteKind.Value or SiteKind.Z => config.HeadWidth,
        SiteKind.MlpPre or SiteKind.MlpPost => config.MlpWidth,
        _ => config.ModelWidth,
    };

    /// <summary>The points that a comma-separated list of names and patterns of sites selects, in the order of the forward pass.</summary>
    /// <exception cref="InputException">A pattern selects nothing in this model, or a site that has no vector at a position.</exception>
    public static IReadOnlyList<ActivationPoint> Select(string patterns, ModelConfig config) =>
    [
        .. Site.Select(patterns, config).SelectMany(site => site.Kind switch
        {
            SiteKind.AttentionScores or SiteKind.Pattern => throw new InputException(
                $"{site.Name} is a table of queries by keys and no vector at a position; sites that can be read are resid_pre, resid_mid, resid_post, "
                + "attn_out, mlp_out, q, k, v, z, "
                + "mlp.hook_pre, mlp.hook_post, hook_embed"),
            SiteKind.Query or SiteKind.Key or SiteKind.Value or SiteKind.Z => Enumerable.Range(0, config.Heads).Select(head => new ActivationPoint(site, head)),
            _ => [new ActivationPoint(site)],
        }),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
