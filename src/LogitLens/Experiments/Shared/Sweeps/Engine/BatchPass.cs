using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>A batch's passes: of its groups of like length, of the prefix that they share, and of the run that patches come from.</summary>
internal sealed class BatchPass : IDisposable
{
    private readonly Transformer _model;
    private readonly SourceActivations? _source;
    private readonly PrefixPass? _prefix;
    private readonly GroupPass[] _groups;
    private readonly StackLimit _limit;
    private FoldedMlpInput? _input;

    /// <summary>Places the batch and runs its source; tensors belong to the current dispose scope.</summary>
    public BatchPass(Transformer model, SweepBatch batch, IReadOnlyList<Variant> variants, StackLimit limit)
    {
        _model = model;
        _limit = limit;
        int layers = Math.Max(1, variants.DistinctBy(variant => variant.FirstLayer).Count());
        IReadOnlyList<SweepBatch> groups = batch.ByLength(limit.EnoughTokens(variants.Count / layers));
        _source = SourceActivations.For(model, batch, groups, variants);
        _prefix = batch.Prefix.Length == 0 ? null : new PrefixPass(model, batch.Prefix, _source?.Runs[0]);
        _groups = [.. groups.Select((group, index) => new GroupPass(model, group, _source?.Runs[index], _prefix?.Clean))];
    }

    /// <summary>The outcome of the run that patches come from, [example, d_model]; null where there is none.</summary>
    public Tensor? SourceOutcome => _source?.Outcome;

    // The folded map, and as much again for the heads' product with it.
    private long MemoryOfFolded => 2L * sizeof(float) * _model.Config.ModelWidth * _model.Config.MlpWidth;

    public Tensor RunClean() => cat([.. _groups.Select(group => group.RunClean())], 0);

    /// <summary>Attends in a layer, for variants to branch off it; what it keeps belongs to the current dispose scope.</summary>
    public void Enter(int layer, IReadOnlyList<Variant> variants)
    {
        int[] edited = [.. variants.Select(variant => variant.FirstHeads).OfType<IReadOnlyList<IHeadEdit>>().Select(heads => heads.Count)];
        bool folds = _model.DType == ScalarType.Float32 && MemoryOfFolded <= _limit.Bytes / 4
            && HeadWrites.AreShorter(_model.Config, edited, _groups.Sum(group => group.TokensIn(layer)));
        _input = folds ? FoldedMlpInput.Of(_model.Weights.Blocks[layer]) : null;
        _prefix?.Enter(layer, _input);
        foreach (GroupPass group in _groups)
        {
            group.Enter(layer, _input);
        }
    }

    /// <summary>Runs the shared prefix once, then each group, under each variant: the outcomes, [variant, example, d_model].</summary>
    /// <param name="layer">The layer entered, where the variants' first edits are.</param>
    /// <param name="variants">The variants; all edit as many single heads in the layer, or something else.</param>
    public Tensor RunEdited(int layer, Variant[] variants, CancellationToken cancellation)
    {
        StackLimit limit = _input is null ? _limit : _limit with { Bytes = _limit.Bytes - MemoryOfFolded };
        using DisposeScope scope = NewDisposeScope();
        HeadWrites? writes = variants[0].FirstHeads is null ? null : HeadWrites.Of(_model, layer, variants, _input);
        using StackedPrefix? prefix = _prefix?.RunEdited(layer, variants, writes);
        return scope.MoveToOuter(cat([.. _groups.Select(group => group.RunEdited(layer, variants, writes, prefix, limit, cancellation))], 1));
    }

    public void Dispose()
    {
        _prefix?.Dispose();
        _source?.Dispose();
    }
}
