using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>The activations that a batch's patches take, from one plain pass over the source prompts.</summary>
internal sealed class SourceActivations : IDisposable
{
    private readonly ActivationCache? _prefix;
    private readonly List<ActivationCache> _rows = [];
    private readonly List<SourceRun> _runs = [];

    private SourceActivations(Transformer model, SweepBatch batch, IReadOnlyList<SweepBatch> groups, Site[] sites, bool readsClean)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] shared = batch.Source!.Prefix;
        using KeyValuePrefix? prefix = shared.Length > 0 ? model.Prefix(shared) : null;
        if (shared.Length > 0 && (readsClean || !shared.AsSpan().SequenceEqual(batch.Prefix)))
        {
            _prefix = new ActivationCache();
            _ = model.RunBlocks(model.Embed(new TokenBatch([shared])), new PartialRun { Hooks = _prefix.Watch(sites) });
        }

        Outcome = cat([.. groups.Select(group => Run(model, group.Source!, prefix, sites))], 0).DetachFromDisposeScope();
    }

    /// <summary>The run that each group's rows are patched from.</summary>
    public IReadOnlyList<SourceRun> Runs => _runs;

    /// <summary>The final norm's output at the last positions, [example, d_model].</summary>
    public Tensor Outcome { get; }

    /// <summary>Runs a batch's source prompts, keeping the sites that the variants edit; null without a source.</summary>
    public static SourceActivations? For(Transformer model, SweepBatch batch, IReadOnlyList<SweepBatch> groups, IReadOnlyList<Variant> variants)
    {
        if (batch.Source is not { } source)
        {
            return null;
        }

        if (source.Prompts.Count != batch.Prompts.Count || source.Prefix.Length != batch.Prefix.Length)
        {
            throw new ArgumentException("a batch and its source have as many prompts, and prefixes of one length", nameof(batch));
        }

        Site[] sites = [.. variants.SelectMany(variant => variant.Interventions).Select(intervention => intervention.Site).Distinct()];
        bool readsClean = variants.Any(variant => variant.Interventions.Any(intervention => intervention.ReadsCleanRun));
        return new SourceActivations(model, batch, groups, sites, readsClean);
    }

    public void Dispose()
    {
        Outcome.Dispose();
        _rows.ForEach(rows => rows.Dispose());
        _prefix?.Dispose();
    }

    private Tensor Run(Transformer model, SweepSource source, KeyValuePrefix? prefix, Site[] sites)
    {
        using DisposeScope scope = NewDisposeScope();
        ActivationCache rows = new();
        _rows.Add(rows);
        TokenBatch tokens = new(source.Prompts);
        int earlier = source.Prefix.Length;
        Tensor end = model.RunBlocks(model.Embed(tokens, earlier), new PartialRun { Earlier = prefix, Hooks = rows.Watch(sites) });
        Tensor last = tensor(tokens.LastPositions, [tokens.Count, 1], ScalarType.Int64, model.Device);
        _runs.Add(new SourceRun(rows, _prefix, earlier, [.. tokens.LastPositions.Select(position => (int)position + earlier)])
        {
            CommonStart = source.CommonStart,
        });
        return scope.MoveToOuter(model.FinalNorm(TransformerBlock.Rows(end, last)).squeeze(1));
    }
}
