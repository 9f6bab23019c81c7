using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>One batch's clean pass, and the stacks of edited ones that branch off it.</summary>
internal sealed class SweepPass : IDisposable
{
    private static readonly ForwardHooks s_noHooks = new();

    private readonly Transformer _model;
    private readonly TokenBatch _tokens;
    private readonly SourceRun? _source;
    private readonly KeyValuePrefix? _cleanPrefix;
    private readonly Tensor[] _residPre;
    private readonly Tensor[]? _prefixResidPre;
    private readonly Tensor _last;
    private readonly ActivationRows _rows;
    private readonly ActivationRows _lastRows;
    private readonly ActivationRows? _prefixRows;

    /// <summary>Places the batch; its tensors belong to the current dispose scope.</summary>
    public SweepPass(Transformer model, SweepBatch batch, SourceRun? source)
    {
        _model = model;
        _source = source;
        _tokens = new TokenBatch(batch.Prompts);
        PrefixLength = batch.Prefix.Length;
        _residPre = new Tensor[model.Config.Layers];
        _residPre[0] = model.Embed(_tokens, PrefixLength);
        _last = tensor(_tokens.LastPositions, [_tokens.Count, 1], ScalarType.Int64, model.Device);
        int[] lengths = [.. batch.Prompts.Select(prompt => prompt.Length)];
        _rows = ActivationRows.Of(lengths, PrefixLength, model.Device, batch.Examples) with { Source = source };
        _lastRows = _rows with { Positions = _last.add(PrefixLength) };
        if (PrefixLength > 0)
        {
            _cleanPrefix = model.Prefix(batch.Prefix);
            _prefixResidPre = new Tensor[model.Config.Layers];
            _prefixResidPre[0] = model.Embed(new TokenBatch([batch.Prefix]));
            _prefixRows = ActivationRows.Of([PrefixLength], 0, model.Device) with { Examples = null, Source = source };
        }
    }

    /// <summary>Number of examples.</summary>
    public int Examples => _tokens.Count;

    /// <summary>Tokens of the longest example, without the prefix.</summary>
    public int Width => _tokens.Width;

    /// <summary>Tokens of the shared prefix.</summary>
    public int PrefixLength { get; }

    private int Top => _model.Config.Layers - 1;

    /// <summary>Runs the clean pass, keeping each layer's resid_pre, and returns its outcome, [example, d_model].</summary>
    public Tensor RunClean()
    {
        for (int layer = 0; layer < Top; layer++)
        {
            _residPre[layer + 1] = _model.RunBlocks(
                _residPre[layer], new PartialRun { FromLayer = layer, ToLayer = layer + 1, Earlier = _cleanPrefix });
            if (_prefixResidPre is not null)
            {
                _prefixResidPre[layer + 1] = _model.RunBlocks(_prefixResidPre[layer], new PartialRun { FromLayer = layer, ToLayer = layer + 1 });
            }
        }

        return Outcome(_model.RunBlocks(_residPre[Top], new PartialRun { FromLayer = Top, Earlier = _cleanPrefix, Positions = _last }));
    }

    /// <summary>Attends in a layer, for variants to branch off it.</summary>
    public CleanLayer Enter(int layer)
    {
        CleanStream? prefix = _prefixResidPre is null ? null : Attend(layer, _prefixResidPre[layer], new PartialRun());
        return new CleanLayer(
            layer, Attend(layer, _residPre[layer], new PartialRun { Earlier = _cleanPrefix, Positions = layer == Top ? _last : null }), prefix);
    }

    /// <summary>
    /// Runs the shared prefix under each variant, for the keys and values of the layers above; null where no variant reaches it, or no layer
    /// above reads it.
    /// </summary>
    public StackedPrefix? RunPrefixes(CleanLayer clean, IReadOnlyList<Variant> variants)
    {
        bool heads = variants[0].FirstHeads is not null;
        if (clean.Prefix is null || (heads && clean.Layer == Top) || !variants.Any(variant => variant.TouchesPrefix(_source)))
        {
            return null;
        }

        using DisposeScope scope = NewDisposeScope();
        KeyValueRecorder recorder = new();
        int from = heads ? clean.Layer + 1 : clean.Layer;
        ForwardHooks hooks = StackHooks.For(variants, from, site => site.Layer == Top && OfQueries(site.Kind) ? null : _prefixRows);
        Tensor stack = heads
            ? _model.Blocks[clean.Layer].FromResidMid(EditedResidMid(clean.Layer, clean.Prefix, variants, _prefixRows!), s_noHooks)
            : clean.Prefix.ResidPre.repeat(variants.Count, 1, 1);

        // Of the last block only keys and values are wanted; one query is the least that can be asked for.
        Tensor one = zeros([variants.Count, 1], ScalarType.Int64, _model.Device);
        _ = _model.RunBlocks(stack, new PartialRun { FromLayer = from, Hooks = hooks, Earlier = recorder, Positions = one });
        return recorder.ToPrefix();
    }

    /// <summary>Runs the examples under each variant: the outcomes, [variant x example, d_model].</summary>
    public Tensor RunExamples(CleanLayer clean, IReadOnlyList<Variant> variants, IKeyValueStore? prefix)
    {
        bool heads = variants[0].FirstHeads is not null;
        int from = heads ? clean.Layer + 1 : clean.Layer;
        ForwardHooks hooks = StackHooks.For(variants, from, site => site.Layer == Top && OfQueries(site.Kind) ? _lastRows : _rows);
        Tensor stack = heads
            ? _model.Blocks[clean.Layer].FromResidMid(
                EditedResidMid(clean.Layer, clean.Examples, variants, clean.Layer == Top ? _lastRows : _rows), s_noHooks)
            : clean.Examples.ResidPre.repeat(variants.Count, 1, 1);
        if (from > Top)
        {
            return Outcome(stack);
        }

        PartialRun run = new() { FromLayer = from, Hooks = hooks, Earlier = prefix ?? _cleanPrefix, Positions = _last.repeat(variants.Count, 1) };
        return Outcome(_model.RunBlocks(stack, run));
    }

    /// <summary>Frees the prefix.</summary>
    public void Dispose() => _cleanPrefix?.Dispose();

    // In the last block these are computed for the last positions alone.
    private static bool OfQueries(SiteKind kind) => kind is not (SiteKind.ResidPre or SiteKind.Key or SiteKind.Value);

    private CleanStream Attend(int layer, Tensor residPre, PartialRun run)
    {
        TransformerBlock block = _model.Blocks[layer];
        int earlier = run.Earlier?.Length ?? 0;
        long width = residPre.size(1);
        Tensor columns = run.Positions ?? arange(width, ScalarType.Int64, _model.Device).unsqueeze(0);
        AttentionState state = block.Attend(
            residPre, new BlockPass(s_noHooks, Transformer.CausalMask(columns.add(earlier), earlier + width), run.Earlier, run.Positions));
        Tensor residMid = block.Project(state.Z).add_(run.Positions is null ? residPre : TransformerBlock.Rows(residPre, run.Positions));
        return new CleanStream(residPre, state, residMid);
    }

    // attn_out is linear in z, so its change is the change of each edited head's z through that head's rows of the output projection.
    private Tensor EditedResidMid(int layer, CleanStream clean, IReadOnlyList<Variant> variants, ActivationRows rows)
    {
        using DisposeScope scope = NewDisposeScope();
        long batch = clean.ResidMid.size(0), width = clean.ResidMid.size(1), headWidth = _model.Config.HeadWidth;
        Tensor projection = _model.Weights.Blocks[layer].AttentionOutput.Weight;
        List<Tensor> changes = [], projections = [];
        foreach (Variant variant in variants)
        {
            IReadOnlyList<IHeadEdit> edits = variant.FirstHeads!;
            changes.Add(Side([.. edits.Select(edit => Change(edit, clean.Attention, rows).reshape(batch * width, headWidth))], 1));
            projections.Add(Side([.. edits.Select(edit => projection.narrow(0, edit.Head.Head * headWidth, headWidth))], 0));
        }

        Tensor change = stack(changes).bmm(stack(projections));                       // [variant, batch x position, d_model]
        change.view(variants.Count, batch, width, -1).add_(clean.ResidMid);
        return scope.MoveToOuter(change.view(variants.Count * batch, width, -1));
    }

    private static Tensor Change(IHeadEdit edit, AttentionState state, ActivationRows rows)
    {
        int head = edit.Head.Head;
        HeadAttention clean = new(state.Scores.select(1, head), state.Values.select(1, head), state.Z.select(2, head));
        return edit.EditedZ(clean, rows).sub(clean.Z);
    }

    private static Tensor Side(Tensor[] parts, int dim) => parts.Length == 1 ? parts[0] : cat(parts, dim);

    private Tensor Outcome(Tensor residual) => _model.FinalNorm(residual).squeeze(1);
}
