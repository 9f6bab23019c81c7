using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>
/// Attribution patching (Nanda 2023): the effect of an edit of a head's z to first order, the change of z times the gradient of the logit
/// difference with respect to z. One forward and one backward pass estimate every head.
/// </summary>
/// <param name="bytes">What a pass may keep, which is every layer's activations until the gradients are there; one example goes in any case.</param>
internal sealed class GradientScreen(Transformer model, SweptData data, AblationEdits edits, long bytes)
{
    /// <summary>For each example, the estimated effect of editing each head, by layer; and the other label of its logit difference.</summary>
    /// <param name="chosen">Places in the data.</param>
    public float[][] Estimate(IReadOnlyList<int> chosen) => [.. chosen.Chunk(ExamplesWithin(chosen)).SelectMany(EstimateTogether)];

    private int ExamplesWithin(IReadOnlyList<int> chosen)
    {
        int longest = chosen.Max(index => Math.Max(data.Examples[index].Ids.Length, data.Examples[index].SourceIds?.Length ?? 0));
        long kept = (model.Config.Layers + 1) * LengthBatches.BytesPerExample(model.Config, longest, shared: 0);
        return (int)Math.Clamp(bytes / kept, 1, chosen.Count);
    }

    private float[][] EstimateTogether(int[] chosen)
    {
        using DisposeScope scope = NewDisposeScope();
        SweepBatch batch = data.Batch(chosen);

        // Whole prompts, so that each example has gradients of its own at the shared positions.
        batch = batch with
        {
            Prompts = [.. chosen.Select(index => data.Examples[index].Ids)],
            Prefix = [],
            Source = batch.Source is null
                ? null
                : new SweepSource([.. chosen.Select(index => data.Examples[index].SourceIds!)], []) { CommonStart = data.Shared },
        };
        HeadId[] heads = [.. HeadId.All(model.Config)];
        using SourceActivations? source = Gradless(() => SourceActivations.For(model, batch, [batch], [.. heads.Select(head => new Variant(edits.Of(head)))]));
        TokenBatch tokens = new(batch.Prompts);
        ActivationRows rows = ActivationRows.Of([.. batch.Prompts.Select(prompt => prompt.Length)], 0, model.Device, batch.Examples) with
        {
            Source = source?.Runs[0],
        };
        Tensor[] z = new Tensor[model.Config.Layers];
        try
        {
            IList<Tensor> gradients = Gradients(tokens, chosen, z);
            using IDisposable gradless = no_grad();
            float[] estimates = stack(heads.Select(head => Product(head, z[head.Layer], gradients[head.Layer], rows)), 1).Floats();
            return [.. estimates.Chunk(heads.Length)];
        }
        finally
        {
            foreach (Tensor kept in z)
            {
                kept?.Dispose();
            }
        }
    }

    private Tensor Product(HeadId head, Tensor z, Tensor gradient, ActivationRows rows)
    {
        Tensor own = z.detach().select(2, head.Head);                                 // [example, position, d_head]
        HeadAttention attention = new(own, own, own);
        return edits.Of(head).EditedZ(attention with { Z = own }, rows).sub(own).mul(gradient.select(2, head.Head)).sum([1, 2]);
    }

    private IList<Tensor> Gradients(TokenBatch tokens, IReadOnlyList<int> chosen, Tensor[] z)
    {
        using IDisposable grad = enable_grad();
        ForwardHooks hooks = new();
        for (int layer = 0; layer < z.Length; layer++)
        {
            int at = layer;
            hooks.Read(new Site(SiteKind.Z, layer), activation => z[at] = activation.DetachFromDisposeScope());
        }

        long before = FloatOperations.Count;
        Tensor embedded = model.Embed(tokens).detach();
        embedded.requires_grad = true;
        Tensor end = model.FinalNorm(model.RunBlocks(embedded, new PartialRun { Hooks = hooks }));
        Tensor last = tensor(tokens.LastPositions, [tokens.Count, 1], ScalarType.Int64, model.Device);
        Tensor labels = tensor([.. data.LabelTokens.Select(id => (long)id)], ScalarType.Int64, model.Device);
        Tensor logits = model.Unembed(TransformerBlock.Rows(end, last).squeeze(1), labels); // [example, label]
        FloatOperations.AddBackwardToActivations(FloatOperations.Count - before);
        return autograd.grad([Signs(logits, chosen).mul(logits).sum()], z);
    }

    // One at the right label, minus one at the greatest other: the logit difference as a weighted sum.
    private Tensor Signs(Tensor logits, IReadOnlyList<int> chosen)
    {
        float[] values = logits.detach().Floats();
        int labels = data.LabelTokens.Length;
        float[] signs = new float[values.Length];
        for (int row = 0; row < chosen.Count; row++)
        {
            int right = data.Examples[chosen[row]].Label;
            signs[row * labels + right] = 1;
            signs[row * labels + LabelScores.BestOther(values.AsSpan(row * labels, labels), right)] = -1;
        }

        return tensor(signs, [chosen.Count, labels]).to(logits.dtype, logits.device);
    }

    private static T Gradless<T>(Func<T> make)
    {
        using IDisposable gradless = no_grad();
        return make();
    }
}
