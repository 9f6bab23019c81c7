using LogitLens.Models;

namespace LogitLens.Experiments;

/// <summary>
/// Reads activations of texts at chosen points and positions. The pass ends at the highest layer that is read and makes no logits; of each activation
/// only the rows that are asked for are kept.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="points">What is read.</param>
/// <param name="position">Where in each text.</param>
/// <param name="first">The place of each text's first own token: 1 behind BOS, which is no part of a mean and no row of <c>every</c>.</param>
public sealed class ActivationReader(Transformer model, IReadOnlyList<ActivationPoint> points, ReadPosition position, int first = 0)
{
    private readonly Site[] _sites = [.. points.Select(point => point.Site).Distinct()];

    /// <summary>What is read.</summary>
    public IReadOnlyList<ActivationPoint> Points => points;

    /// <summary>How many rows texts of these lengths give: one each, or under <c>every</c> one a token.</summary>
    public int RowsOf(int length) => position.Kind == PositionKind.Every ? length - first : 1;

    /// <summary>
    /// For each point a float32 tensor [row, width] in the processor's memory, the rows in the texts' order, and of a text in its tokens' order. The caller's
    /// dispose scope owns them.
    /// </summary>
    /// <param name="texts">Token ids, BOS included where there is one.</param>
    /// <exception cref="InputException">A text does not reach the position; the model's numbers are not finite.</exception>
    public IReadOnlyList<Tensor> Read(IReadOnlyList<int[]> texts)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Dictionary<Site, Tensor> rows = [];
        TokenBatch tokens = new(texts);
        int blocks = Site.BlocksFor(_sites, model.Config);
        bool one = position.Kind is PositionKind.Last or PositionKind.One;
        Tensor places = one ? tensor([.. texts.Select(PlaceIn)], [texts.Count, 1], ScalarType.Int64, model.Device) : zeros([0], ScalarType.Int64);
        ForwardHooks hooks = new();
        foreach (Site site in _sites)
        {
            // In the last block only the position asked for is computed of what follows the keys and values.
            bool chosen = one && site.InBlock && site.Layer == blocks - 1 && site.Kind is not (SiteKind.ResidPre or SiteKind.Key or SiteKind.Value);
            hooks.Read(site, activation =>
                Keep(rows, site, chosen || site.Kind == SiteKind.FinalNormalized && one ? Flat(activation) : Rows(activation, texts, places)));
        }

        Tensor end = model.RunBlocks(model.Embed(tokens, hooks: hooks), new PartialRun { Hooks = hooks, ToLayer = blocks, Positions = one ? places : null });
        if (hooks.Has(new Site(SiteKind.FinalNormalized)))
        {
            _ = model.FinalNorm(end, hooks);
        }

        return [.. points.Select(point => scope.MoveToOuter(Of(point, rows[point.Site])))];
    }

    // A hook runs in its block's scope, which would free the rows.
    private static void Keep(Dictionary<Site, Tensor> rows, Site site, Tensor read)
    {
        read.DetachFromDisposeScope();
        if (rows.Remove(site, out Tensor? earlier))
        {
            earlier.Dispose();
        }

        rows[site] = read;
    }

    private static Tensor Of(ActivationPoint point, Tensor rows)
    {
        Tensor read = point.Head is { } head ? rows.select(1, head) : rows;
        return read.to(ScalarType.Float32).cpu().contiguous().clone();
    }

    // [batch, 1, ..] to [batch, ..].
    private static Tensor Flat(Tensor activation) => activation.select(1, 0).clone();

    private long PlaceIn(int[] text, int row)
    {
        int place = position.In(first, text.Length);
        return place >= 0 ? place
            : throw new InputException($"a text of {text.Length - first} tokens has no position {position}; leave --position to last, or take longer texts");
    }

    // [batch, position, ..] to [row, ..].
    private Tensor Rows(Tensor activation, IReadOnlyList<int[]> texts, Tensor places)
    {
        using DisposeScope scope = NewDisposeScope();
        long batch = activation.size(0), width = activation.size(1);
        Tensor flat = activation.reshape(batch, width, -1);
        long[] rest = activation.shape[2..];
        Tensor rows = position.Kind switch
        {
            PositionKind.Mean => stack(texts.Select((text, row) =>
                flat.select(0, row).narrow(0, first, text.Length - first).mean([0], type: ScalarType.Float32))),
            PositionKind.Every => cat([.. texts.Select((text, row) => flat.select(0, row).narrow(0, first, text.Length - first))]),
            _ => TransformerBlock.Rows(flat, places).select(1, 0),
        };
        return scope.MoveToOuter(rows.reshape([rows.size(0), .. rest]).clone());
    }
}
