using LogitLens.Models;

namespace LogitLens.Experiments.Attribution.Methods;

/// <summary>A target's score of variants of one prompt: the same tokens with other embeddings, other attention, or some left out.</summary>
/// <param name="model">The model.</param>
/// <param name="target">What is scored.</param>
internal sealed class TargetScore(Transformer model, AttributionTarget target)
{
    /// <summary>The score of each row at its own last position, [row], in the graph of whatever the hooks put in.</summary>
    /// <param name="rows">The rows' tokens; lengths may differ.</param>
    /// <param name="hooks">What differs between rows beside their tokens.</param>
    public Tensor Of(IReadOnlyList<int[]> rows, ForwardHooks? hooks = null)
    {
        TokenBatch batch = new(rows);
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, model.Device);
        Tensor end = model.RunBlocks(model.Embed(batch, hooks: hooks), new PartialRun { Hooks = hooks, Positions = last });
        Tensor stream = model.FinalNorm(end).squeeze(1);                                 // [row, d_model]
        if (target.Against is { } other)
        {
            Tensor pair = model.Unembed(stream, tensor(new long[] { target.Token, other }, device: model.Device)).to(ScalarType.Float32);
            return pair.select(1, 0).sub(pair.select(1, 1));
        }

        Tensor logits = model.Unembed(stream).to(ScalarType.Float32);
        return logits.sub(logits.select(1, target.Token).unsqueeze(1)).logsumexp(1).neg();
    }

    /// <summary>
    /// The gradient of each row's score with respect to its token embeddings, [row, position, d_model]. Positions' embeddings are added after, and
    /// are no part of what is attributed.
    /// </summary>
    /// <param name="tokens">The prompt, which gives positions their number.</param>
    /// <param name="embeddings">The rows' token embeddings, [row, position, d_model].</param>
    public Tensor Gradient(int[] tokens, Tensor embeddings)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable grad = enable_grad();
        Tensor leaf = embeddings.detach().clone();
        leaf.requires_grad = true;
        ForwardHooks hooks = new ForwardHooks().Add(new Site(SiteKind.Embed), (_, _) => leaf);
        Tensor scores = Of([.. Enumerable.Repeat(tokens, (int)embeddings.size(0))], hooks);
        return autograd.grad([scores.sum()], [leaf])[0].detach().MoveToOuterDisposeScope();
    }

    /// <summary>A prompt's own token embeddings, [position, d_model], outside any graph.</summary>
    public Tensor Embeddings(int[] tokens)
    {
        using IDisposable gradless = no_grad();
        return model.Weights.TokenEmbedding.index_select(0, tensor([.. tokens.Select(id => (long)id)], device: model.Device)).detach();
    }

    /// <summary>The score of one prompt as it is.</summary>
    public double Of(int[] tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        return Of([tokens]).Doubles()[0];
    }
}
