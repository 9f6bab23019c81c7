using LogitLens.Models;

namespace LogitLens.Experiments.Attribution;

/// <summary>Scores rows, each for a target of its own: prompts, or variants with other embeddings, other attention, or tokens left out.</summary>
/// <param name="model">The model.</param>
internal sealed class TargetScore(Transformer model)
{
    /// <summary>The score of each row at its own last position, [row], in the graph of whatever the hooks put in.</summary>
    /// <param name="rows">The rows' tokens; lengths may differ.</param>
    /// <param name="targets">What is scored of each: all against another token, or none.</param>
    /// <param name="hooks">What differs between rows beside their tokens.</param>
    /// <exception cref="ArgumentException">Some targets are against another token and some are not.</exception>
    public Tensor Of(IReadOnlyList<int[]> rows, IReadOnlyList<AttributionTarget> targets, ForwardHooks? hooks = null)
    {
        if (targets.Select(each => each.Against is null).Distinct().Count() > 1)
        {
            throw new ArgumentException("targets of one pass are all against another token, or none", nameof(targets));
        }

        Tensor stream = LastStream(rows, hooks);
        if (targets[0].Against is not null)
        {
            long[] tokens = [.. targets.SelectMany(each => new long[] { each.Token, each.Against!.Value }).Distinct()];
            Tensor some = model.Unembed(stream, tensor(tokens, device: model.Device)).to(ScalarType.Float32);           // [row, token]
            return At(some, targets.Select(each => (long)Array.IndexOf(tokens, each.Token)))
                .sub(At(some, targets.Select(each => (long)Array.IndexOf(tokens, each.Against!.Value))));
        }

        Tensor logits = model.Unembed(stream).to(ScalarType.Float32);
        return logits.sub(At(logits, targets.Select(each => (long)each.Token)).unsqueeze(1)).logsumexp(1).neg();
    }

    /// <summary>The stream that is read after each row, through the final norm, [row, d_model].</summary>
    public Tensor LastStream(IReadOnlyList<int[]> rows, ForwardHooks? hooks = null)
    {
        TokenBatch batch = new(rows);
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, model.Device);
        return model.FinalNorm(model.RunBlocks(model.Embed(batch, hooks: hooks), new PartialRun { Hooks = hooks, Positions = last })).squeeze(1);
    }

    /// <summary>
    /// The scores of rows and their gradients with respect to the token embeddings, [row, position, d_model]; those of padding are 0. Positions'
    /// embeddings are added after, and are no part of what is attributed.
    /// </summary>
    /// <param name="rows">The rows' tokens, which give them their lengths.</param>
    /// <param name="targets">What is scored of each.</param>
    /// <param name="embeddings">Embeddings in the place of the tokens', [row, position, d_model]; null for the tokens' own.</param>
    public (double[] Scores, Tensor Gradients) WithGradients(
        IReadOnlyList<int[]> rows, IReadOnlyList<AttributionTarget> targets, Tensor? embeddings = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable grad = enable_grad();
        Tensor? leaf = null;
        ForwardHooks hooks = new ForwardHooks().Add(new Site(SiteKind.Embed), (_, embedded) =>
        {
            leaf = (embeddings ?? embedded).detach().clone();
            leaf.requires_grad = true;
            return leaf;
        });
        long before = FloatOperations.Count;
        Tensor scores = Of(rows, targets, hooks);
        FloatOperations.AddBackwardToActivations(FloatOperations.Count - before);
        Tensor gradients = autograd.grad([scores.sum()], [leaf!])[0].detach().MoveToOuterDisposeScope();
        return (scores.detach().Doubles(), gradients);
    }

    /// <summary>A prompt's own token embeddings, [position, d_model], outside any graph.</summary>
    public Tensor Embeddings(int[] tokens)
    {
        using IDisposable gradless = no_grad();
        return model.Weights.TokenEmbedding.index_select(0, tensor([.. tokens.Select(id => (long)id)], device: model.Device)).detach();
    }

    private static Tensor At(Tensor values, IEnumerable<long> columns) =>
        values.gather(1, tensor([.. columns], device: values.device).unsqueeze(1)).squeeze(1);
}
