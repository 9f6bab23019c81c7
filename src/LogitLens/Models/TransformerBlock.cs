namespace LogitLens.Models;

/// <summary>
/// One block: attention and MLP, each reading the residual stream through a norm and adding to it. Written for reading beside
/// the formulas; the reference is Hugging Face's <c>GPT2Block</c>.
/// </summary>
internal sealed class TransformerBlock(ModelConfig config, BlockWeights weights, int layer)
{
    /// <summary>Maps resid_pre to resid_post, [batch, position, d_model].</summary>
    public Tensor Forward(Tensor residPre, BlockPass pass)
    {
        residPre = pass.Hooks.Run(At(SiteKind.ResidPre), residPre);
        Tensor attentionOut = pass.Hooks.Run(At(SiteKind.AttentionOut), Project(Attend(residPre, pass).Z));
        Tensor residMid = Add(attentionOut, pass.Queries is null ? residPre : Rows(residPre, pass.Queries), SiteKind.AttentionOut, pass.Hooks);
        return FromResidMid(pass.Hooks.Run(At(SiteKind.ResidMid), residMid), pass.Hooks);
    }

    /// <summary>Attention up to where the output projection would mix its heads.</summary>
    public AttentionState Attend(Tensor residPre, BlockPass pass)
    {
        Tensor normalized = weights.AttentionNorm.Apply(residPre);
        Tensor? queried = pass.Queries is null ? null : Rows(normalized, pass.Queries);
        (Tensor q, Tensor k, Tensor v) = weights.Attending(normalized, queried, config.Heads); // each [batch, position, head, d_head]
        q = pass.Hooks.Run(At(SiteKind.Query), q);
        k = pass.Hooks.Run(At(SiteKind.Key), k).transpose(1, 2);                      // [batch, head, key, d_head]
        v = pass.Hooks.Run(At(SiteKind.Value), v).transpose(1, 2);
        if (pass.Earlier is not null)
        {
            (k, v) = pass.Earlier.Join(layer, k, v);
        }

        Tensor scores = Product(q.transpose(1, 2), k.transpose(2, 3));                // [batch, head, query, key]
        scores.mul_(config.AttentionScale(layer)).masked_fill_(pass.Mask, float.NegativeInfinity);
        scores = pass.Hooks.Run(At(SiteKind.AttentionScores), scores);
        Tensor pattern = pass.Hooks.Run(At(SiteKind.Pattern), scores.softmax(-1));
        Tensor z = Product(pattern, v).transpose(1, 2);                               // [batch, query, head, d_head]
        return new AttentionState(scores, pattern, v, pass.Hooks.Run(At(SiteKind.Z), z));
    }

    /// <summary>attn_out of z: [batch, position, head, d_head] to [batch, position, d_model].</summary>
    public Tensor Project(Tensor z) => weights.AttentionOutput.Apply(z.reshape(z.size(0), z.size(1), config.ModelWidth));

    /// <summary>Maps resid_mid to resid_post through the MLP.</summary>
    public Tensor FromResidMid(Tensor residMid, ForwardHooks hooks)
    {
        Tensor pre = weights.MlpIn.Apply(weights.MlpNorm.Apply(residMid));              // [batch, position, d_mlp]
        return FromMlpPre(hooks.Run(At(SiteKind.MlpPre), pre), residMid, hooks);
    }

    /// <summary>Maps resid_mid to resid_post, given the MLP's hidden layer before its nonlinearity, [batch, position, d_mlp].</summary>
    public Tensor FromMlpPre(Tensor pre, Tensor residMid, ForwardHooks hooks)
    {
        Tensor post = hooks.Run(At(SiteKind.MlpPost), config.Activation.Apply(pre));
        Tensor mlpOut = hooks.Run(At(SiteKind.MlpOut), weights.MlpOut.Apply(post));
        return hooks.Run(At(SiteKind.ResidPost), Add(mlpOut, residMid, SiteKind.MlpOut, hooks));
    }

    /// <summary>Picks positions: [batch, position, d] and indices [batch, n] to [batch, n, d].</summary>
    internal static Tensor Rows(Tensor x, Tensor positions) =>
        x.gather(1, positions.unsqueeze(-1).expand(positions.size(0), positions.size(1), x.size(2)));

    /// <summary>Matrix products over [batch, head]: [.., n, m] times [.., m, k].</summary>
    private static Tensor Product(Tensor left, Tensor right)
    {
        long batch = left.size(0), heads = left.size(1), rows = left.size(2), columns = right.size(3);
        FloatOperations.AddProduct(rows, left.size(3), columns, batch * heads);
        return left.reshape(batch * heads, rows, left.size(3)).bmm(right.reshape(batch * heads, right.size(2), columns)).view(batch, heads, rows, columns);
    }

    // The sum may take the addend's memory, unless a hook at the addend's site may still hold it.
    private Tensor Add(Tensor addend, Tensor residual, SiteKind site, ForwardHooks hooks) =>
        hooks.Has(At(site)) ? addend.add(residual) : addend.add_(residual);

    private Site At(SiteKind kind) => new(kind, layer);
}
