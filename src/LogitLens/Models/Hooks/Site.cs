namespace LogitLens.Models;

/// <summary>The kinds of activation that a forward pass can show, in the order in which they are computed.</summary>
public enum SiteKind
{
    /// <summary>Token embeddings, [batch, position, d_model].</summary>
    Embed,

    /// <summary>Position embeddings, [batch, position, d_model].</summary>
    PositionEmbed,

    /// <summary>The residual stream before a block, [batch, position, d_model].</summary>
    ResidPre,

    /// <summary>Queries, [batch, position, head, d_head].</summary>
    Query,

    /// <summary>Keys, [batch, position, head, d_head].</summary>
    Key,

    /// <summary>Values, [batch, position, head, d_head].</summary>
    Value,

    /// <summary>Scores before the softmax, scaled and masked, [batch, head, query, key].</summary>
    AttentionScores,

    /// <summary>Attention after the softmax, [batch, head, query, key].</summary>
    Pattern,

    /// <summary>Each head's mix of values, before the output projection, [batch, position, head, d_head].</summary>
    Z,

    /// <summary>What attention adds to the residual stream, [batch, position, d_model].</summary>
    AttentionOut,

    /// <summary>The residual stream between attention and MLP, [batch, position, d_model].</summary>
    ResidMid,

    /// <summary>The MLP before its nonlinearity, [batch, position, d_mlp].</summary>
    MlpPre,

    /// <summary>The MLP after its nonlinearity, [batch, position, d_mlp].</summary>
    MlpPost,

    /// <summary>What the MLP adds to the residual stream, [batch, position, d_model].</summary>
    MlpOut,

    /// <summary>The residual stream after a block, [batch, position, d_model].</summary>
    ResidPost,

    /// <summary>The output of the final norm, [batch, position, d_model].</summary>
    FinalNormalized,
}

/// <summary>A named activation of one layer, by TransformerLens's names: <c>blocks.3.attn.hook_z</c>.</summary>
/// <param name="Kind">Which activation.</param>
/// <param name="Layer">The block, from 0; 0 for activations outside the blocks.</param>
public readonly record struct Site(SiteKind Kind, int Layer = 0)
{
    private static readonly (SiteKind Kind, string Name)[] s_names =
    [
        (SiteKind.Embed, "hook_embed"),
        (SiteKind.PositionEmbed, "hook_pos_embed"),
        (SiteKind.ResidPre, "hook_resid_pre"),
        (SiteKind.Query, "attn.hook_q"),
        (SiteKind.Key, "attn.hook_k"),
        (SiteKind.Value, "attn.hook_v"),
        (SiteKind.AttentionScores, "attn.hook_attn_scores"),
        (SiteKind.Pattern, "attn.hook_pattern"),
        (SiteKind.Z, "attn.hook_z"),
        (SiteKind.AttentionOut, "hook_attn_out"),
        (SiteKind.ResidMid, "hook_resid_mid"),
        (SiteKind.MlpPre, "mlp.hook_pre"),
        (SiteKind.MlpPost, "mlp.hook_post"),
        (SiteKind.MlpOut, "hook_mlp_out"),
        (SiteKind.ResidPost, "hook_resid_post"),
        (SiteKind.FinalNormalized, "ln_final.hook_normalized"),
    ];

    /// <summary>Whether the activation belongs to a block.</summary>
    public bool InBlock => Kind is not (SiteKind.Embed or SiteKind.PositionEmbed or SiteKind.FinalNormalized);

    /// <summary>
    /// How wide the activation is that each position of a block has one vector of; null where it has one for each head, or none, or is in no block.
    /// </summary>
    internal int? VectorWidth(ModelConfig config) => Kind switch
    {
        SiteKind.ResidPre or SiteKind.ResidMid or SiteKind.ResidPost or SiteKind.AttentionOut or SiteKind.MlpOut => config.ModelWidth,
        SiteKind.MlpPre or SiteKind.MlpPost => config.MlpWidth,
        _ => null,
    };

    /// <summary>The name, such as <c>blocks.3.hook_resid_pre</c>.</summary>
    public string Name => InBlock ? string.Create(CultureInfo.InvariantCulture, $"blocks.{Layer}.{ShortName(Kind)}") : ShortName(Kind);

    /// <summary>Every site of a model, in the order of the forward pass.</summary>
    public static IEnumerable<Site> All(ModelConfig config)
    {
        yield return new Site(SiteKind.Embed);
        yield return new Site(SiteKind.PositionEmbed);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            for (SiteKind kind = SiteKind.ResidPre; kind <= SiteKind.ResidPost; kind++)
            {
                yield return new Site(kind, layer);
            }
        }

        yield return new Site(SiteKind.FinalNormalized);
    }

    /// <summary>The sites that a comma-separated list of names and patterns selects; <c>*</c> stands for any run of characters.</summary>
    /// <exception cref="InputException">A pattern selects nothing in this model.</exception>
    public static IReadOnlyList<Site> Select(string patterns, ModelConfig config)
    {
        Site[] all = [.. All(config)];
        HashSet<Site> chosen = [];
        foreach (string pattern in patterns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Site[] found = [.. all.Where(site => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, site.Name, ignoreCase: false))];
            if (found.Length == 0)
            {
                throw new InputException(
                    $"site '{pattern}' matches nothing in a model of {config.Layers} layers; sites are named like blocks.0.hook_resid_post, "
                    + "blocks.*.attn.hook_pattern, hook_embed, ln_final.hook_normalized");
            }

            chosen.UnionWith(found);
        }

        return chosen.Count > 0 ? [.. all.Where(chosen.Contains)] : throw new InputException("no site is named; try blocks.*.hook_resid_post");
    }

    /// <summary>How many blocks a pass has to run to show these sites: all of them for the final norm, none for the embeddings.</summary>
    public static int BlocksFor(IEnumerable<Site> sites, ModelConfig config) =>
        sites.Max(site => site.Kind == SiteKind.FinalNormalized ? config.Layers : site.InBlock ? site.Layer + 1 : 0);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string ShortName(SiteKind kind) => s_names[(int)kind].Name;
}
