using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>The prefix that a batch's prompts share: its clean pass, and its keys and values under each edit.</summary>
internal sealed class PrefixPass : IDisposable
{
    private readonly Transformer _model;
    private readonly SourceRun? _source;
    private readonly CleanPass _pass;

    /// <summary>Runs the clean pass; its tensors belong to the current dispose scope.</summary>
    public PrefixPass(Transformer model, int[] prefix, SourceRun? source)
    {
        _model = model;
        _source = source;
        Clean = model.Prefix(prefix);
        ActivationRows rows = ActivationRows.Of([prefix.Length], 0, model.Device) with { Examples = null, Source = source };
        _pass = new CleanPass(model, model.Embed(new TokenBatch([prefix])), null, rows, last: null);
        _pass.Run();
    }

    /// <summary>The keys and values without an edit.</summary>
    public KeyValuePrefix Clean { get; }

    public void Enter(int layer, FoldedMlpInput? input) => _pass.Enter(layer, input);

    /// <summary>
    /// The keys and values under each variant in the layers from the edited one on; null where no variant reaches the prefix, or no layer
    /// above reads it.
    /// </summary>
    public StackedPrefix? RunEdited(int layer, IReadOnlyList<Variant> variants, HeadWrites? writes)
    {
        int top = _model.Config.Layers - 1;
        if ((writes is not null && layer == top) || !variants.Any(variant => variant.TouchesPrefix(_source)))
        {
            return null;
        }

        using DisposeScope scope = NewDisposeScope();
        KeyValueRecorder recorder = new();
        int from = writes is null ? layer : layer + 1;

        // Of the last block only keys and values are wanted; one query is the least that can be asked for.
        Tensor one = zeros([variants.Count, 1], ScalarType.Int64, _model.Device);
        ForwardHooks hooks = StackHooks.For(variants, from, site => site.Layer == top && CleanPass.IsOfQueries(site.Kind) ? null : _pass.RowsAt(site));
        Tensor stream = writes is null ? _pass.BranchBefore(layer, variants.Count) : _pass.BranchAfter(layer, variants, writes);
        _ = _model.RunBlocks(stream, new PartialRun { FromLayer = from, Hooks = hooks, Earlier = recorder, Positions = one });
        return recorder.ToPrefix();
    }

    public void Dispose() => Clean.Dispose();
}
