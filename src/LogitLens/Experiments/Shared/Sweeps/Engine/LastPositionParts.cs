using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// What each part of the model writes into the residual stream at the prompts' last positions. With the final norm frozen as it is in the
/// whole run, the parts' contributions to a difference of two logits add up to it (direct logit attribution, Elhage et al. 2021).
/// </summary>
internal sealed class LastPositionParts
{
    private readonly Transformer _model;
    private readonly Tensor[] _z;
    private readonly Tensor[] _mlp;
    private readonly Tensor _embedding;
    private readonly Tensor _position;
    private readonly Tensor _residual;

    /// <summary>Runs prompts; the tensors belong to the current dispose scope.</summary>
    public LastPositionParts(Transformer model, IReadOnlyList<int[]> prompts, int[] prefix)
    {
        _model = model;
        using IDisposable gradless = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using KeyValuePrefix? earlier = prefix.Length > 0 ? model.Prefix(prefix) : null;
        TokenBatch batch = new(prompts);
        int layers = model.Config.Layers;
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, model.Device);
        Tensor[] z = new Tensor[layers], mlp = new Tensor[layers];
        ForwardHooks hooks = new();
        for (int layer = 0; layer < layers; layer++)
        {
            int at = layer;

            // A hook runs within a scope of the pass, which would free what it makes.
            Tensor Pick(Tensor activation) =>
                (at == layers - 1 ? activation : TransformerBlock.Rows(activation, last)).squeeze(1).contiguous().clone().MoveToOtherDisposeScope(scope);
            hooks.Read(new Site(SiteKind.Z, layer), seen => z[at] = Pick(seen.reshape(seen.size(0), seen.size(1), model.Config.ModelWidth)));
            hooks.Read(new Site(SiteKind.MlpOut, layer), seen => mlp[at] = Pick(seen));
        }

        Tensor? embedding = null, position = null;
        ForwardHooks embedded = new ForwardHooks()
            .Read(new Site(SiteKind.Embed), seen => embedding = TransformerBlock.Rows(seen, last).squeeze(1))
            .Read(new Site(SiteKind.PositionEmbed), seen => position = TransformerBlock.Rows(seen, last).squeeze(1));
        Tensor end = model.RunBlocks(
            model.Embed(batch, prefix.Length, embedded), new PartialRun { Earlier = earlier, Positions = last, Hooks = hooks });
        (_z, _mlp, _residual) = ([.. z.Select(scope.MoveToOuter)], [.. mlp.Select(scope.MoveToOuter)], scope.MoveToOuter(end.squeeze(1)));
        (_embedding, _position) = (scope.MoveToOuter(embedding!), scope.MoveToOuter(position!));
    }

    /// <summary>
    /// The final norm's output if one head's direct path to it carried another run's z, all else as it is: path patching (Wang et al. 2022)
    /// from the head to the logits.
    /// </summary>
    public Tensor NormalizedWithPath(HeadId head, LastPositionParts source)
    {
        int width = _model.Config.HeadWidth;
        Tensor change = source._z[head.Layer].sub(_z[head.Layer]).narrow(1, head.Head * width, width);
        Tensor projection = _model.Weights.Blocks[head.Layer].OutputOf(head.Head, width);
        return _model.FinalNorm(_residual.add(change.mm(projection)));
    }

    /// <summary>Splits each example's difference of two tokens' logits.</summary>
    /// <param name="plus">The token whose logit counts, for each example.</param>
    /// <param name="minus">The token whose logit is taken off.</param>
    public LogitAttribution[] Attribute(IReadOnlyList<int> plus, IReadOnlyList<int> minus)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Tensor direction = Unembedding(plus).sub(Unembedding(minus));                 // [example, d_model]
        NormWeights finalNorm = _model.Weights.FinalNorm;
        LinearWeights folded = finalNorm.Fold(direction.t());                         // [d_model, example]
        Tensor read = folded.Weight.t().mul(finalNorm.Scale(_residual));
        int examples = plus.Count, layers = _model.Config.Layers, heads = _model.Config.Heads;
        float[][] byHead = new float[layers][], mlps = new float[layers][], biases = new float[layers][];
        for (int layer = 0; layer < layers; layer++)
        {
            LinearWeights projection = _model.Weights.Blocks[layer].AttentionOutput;
            byHead[layer] = read.mm(projection.Weight.t()).mul(_z[layer]).view(examples, heads, -1).sum(2).Floats();
            mlps[layer] = _mlp[layer].mul(read).sum(1).Floats();
            biases[layer] = read.mul(projection.Bias).sum(1).Floats();
        }

        float[] embedding = _embedding.mul(read).sum(1).Floats(), position = _position.mul(read).sum(1).Floats();
        float[] norm = folded.Bias.Floats();
        return
        [
            .. Enumerable.Range(0, examples).Select(e =>
            {
                float[][] own = [.. byHead.Select(layer => layer.AsSpan(e * heads, heads).ToArray())];
                float[] mlp = [.. mlps.Select(layer => layer[e])], bias = [.. biases.Select(layer => layer[e])];
                float total = own.Sum(layer => layer.Sum()) + mlp.Sum() + bias.Sum() + embedding[e] + position[e] + norm[e];
                return new LogitAttribution(own, mlp, bias, embedding[e], position[e], norm[e], total);
            }),
        ];
    }

    private Tensor Unembedding(IReadOnlyList<int> tokens) =>
        _model.Weights.Unembedding.index_select(0, tensor([.. tokens.Select(id => (long)id)], ScalarType.Int64, _model.Device));
}
