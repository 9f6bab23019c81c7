using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// A clean pass that keeps each layer's resid_pre, and the stacks of edited runs that branch off it in a layer. Its rows are examples, or
/// the one prefix that they share.
/// </summary>
/// <param name="embedded">The stream before the first layer, [row, position, d_model].</param>
/// <param name="earlier">Keys and values of the positions before these; null for none.</param>
/// <param name="rows">Which examples and positions these are.</param>
/// <param name="last">The positions that the last layer is run for, [row, 1]; null for all.</param>
internal sealed class CleanPass(Transformer model, Tensor embedded, IKeyValueStore? earlier, ActivationRows rows, Tensor? last)
{
    private static readonly ForwardHooks s_noHooks = new();

    private readonly Tensor[] _residPre = new Tensor[model.Config.Layers];
    private readonly ActivationRows _lastRows = last is null ? rows : rows with { Positions = last.add(earlier?.Length ?? 0) };

    private LayerState? _entered;

    private int Top => model.Config.Layers - 1;

    /// <summary>Runs the layers below the last.</summary>
    public void Run()
    {
        _residPre[0] = embedded;
        for (int layer = 0; layer < Top; layer++)
        {
            _residPre[layer + 1] = model.RunBlocks(_residPre[layer], new PartialRun { FromLayer = layer, ToLayer = layer + 1, Earlier = earlier });
        }
    }

    /// <summary>Runs the last layer: resid_post at the chosen positions, [row, n, d_model].</summary>
    public Tensor RunLast() => model.RunBlocks(_residPre[Top], new PartialRun { FromLayer = Top, Earlier = earlier, Positions = last });

    /// <summary>Attends in a layer, for edits of its heads to branch off; the result belongs to the current dispose scope.</summary>
    /// <param name="input">The layer's MLP input as one map; null where edits do not use it.</param>
    public void Enter(int layer, FoldedMlpInput? input)
    {
        Tensor residPre = _residPre[layer];
        Tensor? queries = layer == Top ? last : null;
        int before = earlier?.Length ?? 0;
        long width = residPre.size(1);
        Tensor columns = queries ?? arange(width, ScalarType.Int64, model.Device).unsqueeze(0);
        TransformerBlock block = model.Blocks[layer];
        AttentionState attention = block.Attend(
            residPre, new BlockPass(s_noHooks, Transformer.CausalMask(columns.add(before), before + width), earlier, queries));
        Tensor residMid = block.Project(attention.Z).add_(queries is null ? residPre : TransformerBlock.Rows(residPre, queries));
        _entered = new LayerState(attention, residMid, input, input is null ? null : RowProduct.Of(residMid.view(-1, residMid.size(2)), input.Weight));
    }

    /// <summary>The stream before a layer under variants that edit more in it than heads: the clean one, [variant x row, position, d_model].</summary>
    public Tensor BranchBefore(int layer, int variants) => _residPre[layer].repeat(variants, 1, 1);

    /// <summary>The stream after a layer in which variants edit heads alone, [variant x row, n, d_model].</summary>
    /// <param name="writes">How their heads write into the layer.</param>
    public Tensor BranchAfter(int layer, IReadOnlyList<Variant> variants, HeadWrites writes)
    {
        using DisposeScope scope = NewDisposeScope();
        LayerState clean = _entered!;
        TransformerBlock block = model.Blocks[layer];
        long batch = clean.ResidMid.size(0), width = clean.ResidMid.size(1);
        ActivationRows at = layer == Top ? _lastRows : rows;
        Tensor change = stack(variants.Select(variant => cat(
            [.. variant.FirstHeads!.Select(edit => Change(edit, clean.Attention, at).reshape(batch * width, -1))], 1)));

        FloatOperations.AddProduct(batch * width, change.size(2), writes.Output.size(2) + (writes.Hidden?.size(2) ?? 0), variants.Count);

        // attn_out is linear in z, so its change is the change of each edited head's z through that head's rows of the output projection.
        Tensor residMid = change.bmm(writes.Output).add_(clean.ResidMid.view(1, batch * width, -1)).view(variants.Count * batch, width, -1);
        if (writes.Hidden is null)
        {
            return scope.MoveToOuter(block.FromResidMid(residMid, s_noHooks));
        }

        Tensor products = change.bmm(writes.Hidden).add_(clean.MlpProducts!).view(variants.Count * batch, width, -1);
        return scope.MoveToOuter(block.FromMlpPre(clean.MlpInput!.Scale(products, residMid), residMid, s_noHooks));
    }

    /// <summary>What one variant's rows are at a site.</summary>
    public ActivationRows RowsAt(Site site) => site.Layer == Top && IsOfQueries(site.Kind) ? _lastRows : rows;

    /// <summary>Whether a site's columns are those of the queries, which the last layer has at chosen positions alone.</summary>
    public static bool IsOfQueries(SiteKind kind) => kind is not (SiteKind.ResidPre or SiteKind.Key or SiteKind.Value);

    private static Tensor Change(IHeadEdit edit, AttentionState attention, ActivationRows at)
    {
        int head = edit.Head.Head;
        HeadAttention clean = new(attention.Scores.select(1, head), attention.Values.select(1, head), attention.Z.select(2, head));
        return edit.EditedZ(clean, at).sub(clean.Z);
    }

    // A layer's attention and resid_mid; with the MLP's input as one map, its products too, [row x position, d_mlp].
    private sealed record LayerState(AttentionState Attention, Tensor ResidMid, FoldedMlpInput? MlpInput, Tensor? MlpProducts);
}
