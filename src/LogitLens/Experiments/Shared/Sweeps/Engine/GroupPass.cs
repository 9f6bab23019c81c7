using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Examples of like length: their clean pass, and the stacks of edited ones that branch off it.</summary>
internal sealed class GroupPass
{
    private readonly Transformer _model;
    private readonly TokenBatch _tokens;
    private readonly IKeyValueStore? _cleanPrefix;
    private readonly Tensor _last;
    private readonly CleanPass _pass;

    /// <summary>Places the examples; tensors belong to the current dispose scope.</summary>
    public GroupPass(Transformer model, SweepBatch group, SourceRun? source, IKeyValueStore? cleanPrefix)
    {
        _model = model;
        _tokens = new TokenBatch(group.Prompts);
        _cleanPrefix = cleanPrefix;
        _last = tensor(_tokens.LastPositions, [_tokens.Count, 1], ScalarType.Int64, model.Device);
        int[] lengths = [.. group.Prompts.Select(prompt => prompt.Length)];
        ActivationRows rows = ActivationRows.Of(lengths, group.Prefix.Length, model.Device, group.Examples) with { Source = source };
        _pass = new CleanPass(model, model.Embed(_tokens, group.Prefix.Length), cleanPrefix, rows, _last);
    }

    /// <summary>Tokens, with padding, that a layer is run for.</summary>
    public long TokensIn(int layer) => layer == _model.Config.Layers - 1 ? _tokens.Count : (long)_tokens.Count * _tokens.Width;

    public Tensor RunClean()
    {
        _pass.Run();
        return Outcome(_pass.RunLast());
    }

    public void Enter(int layer, FoldedMlpInput? input) => _pass.Enter(layer, input);

    /// <summary>Runs the examples under each variant, as many at a time as may be stacked: the outcomes, [variant, example, d_model].</summary>
    /// <param name="layer">The layer entered, where the variants' first edits are.</param>
    /// <param name="writes">How their heads write into the layer; null where they edit something else there.</param>
    /// <param name="prefix">The shared prefix under each of them; null where it is as in the clean pass.</param>
    public Tensor RunEdited(
        int layer, Variant[] variants, HeadWrites? writes, StackedPrefix? prefix, StackLimit limit, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        int most = limit.Variants(_tokens.Count, _tokens.Width, _cleanPrefix?.Length ?? 0);
        int stacks = (variants.Length + most - 1) / most;
        int size = (variants.Length + stacks - 1) / stacks;
        List<Tensor> outcomes = [];
        for (int start = 0; start < variants.Length; start += size)
        {
            cancellation.ThrowIfCancellationRequested();
            Variant[] stacked = variants[start..Math.Min(start + size, variants.Length)];
            outcomes.Add(RunStack(layer, stacked, writes?.Of(start, stacked.Length), prefix?.For(start, stacked.Length) ?? _cleanPrefix));
        }

        return scope.MoveToOuter(cat([.. outcomes], 0));
    }

    private Tensor RunStack(int layer, Variant[] variants, HeadWrites? writes, IKeyValueStore? prefix)
    {
        using DisposeScope scope = NewDisposeScope();
        int from = writes is null ? layer : layer + 1;
        Tensor stream = writes is null ? _pass.BranchBefore(layer, variants.Length) : _pass.BranchAfter(layer, variants, writes);
        if (from < _model.Config.Layers)
        {
            ForwardHooks hooks = StackHooks.For(variants, from, _pass.RowsAt);
            stream = _model.RunBlocks(
                stream, new PartialRun { FromLayer = from, Hooks = hooks, Earlier = prefix, Positions = _last.repeat(variants.Length, 1) });
        }

        return scope.MoveToOuter(Outcome(stream).view(variants.Length, _tokens.Count, -1));
    }

    private Tensor Outcome(Tensor residual) => _model.FinalNorm(residual).squeeze(1);
}
