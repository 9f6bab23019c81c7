using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>The activations that a batch's patches take, from one plain pass over the source prompts.</summary>
internal sealed class SourceActivations : IDisposable
{
    private readonly ActivationCache _rows = new();
    private readonly ActivationCache? _prefix;

    private SourceActivations(Transformer model, SweepSource source, bool samePrefix, Site[] sites)
    {
        using DisposeScope scope = NewDisposeScope();
        int earlier = source.Prefix.Length;
        using KeyValuePrefix? prefix = earlier > 0 ? model.Prefix(source.Prefix) : null;
        if (earlier > 0 && !samePrefix)
        {
            _prefix = new ActivationCache();
            _ = model.RunBlocks(model.Embed(new TokenBatch([source.Prefix])), new PartialRun { Hooks = _prefix.Watch(sites) });
        }

        TokenBatch batch = new(source.Prompts);
        Tensor end = model.RunBlocks(model.Embed(batch, earlier), new PartialRun { Earlier = prefix, Hooks = _rows.Watch(sites) });
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, model.Device);
        Outcome = model.FinalNorm(TransformerBlock.Rows(end, last)).squeeze(1).DetachFromDisposeScope();
        Run = new SourceRun(_rows, _prefix, earlier, [.. batch.LastPositions.Select(position => (int)position + earlier)]) { CommonStart = source.CommonStart };
    }

    public SourceRun Run { get; }

    /// <summary>The final norm's output at the last positions, [example, d_model].</summary>
    public Tensor Outcome { get; }

    /// <summary>Runs a batch's source prompts, keeping the sites that the variants edit; null without a source.</summary>
    public static SourceActivations? For(Transformer model, SweepBatch batch, IReadOnlyList<Variant> variants)
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
        return new SourceActivations(model, source, source.Prefix.AsSpan().SequenceEqual(batch.Prefix), sites);
    }

    public void Dispose()
    {
        Outcome.Dispose();
        _rows.Dispose();
        _prefix?.Dispose();
    }
}
