using LogitLens.Models;

namespace LogitLens.Experiments.Attribution;

/// <summary>
/// Value zeroing (Mohebbi et al. 2023): how far the last position's state moves when no head of a layer receives a token's value vector: 1 less
/// the cosine between resid_post with and without, block by block on the stream as it is. The scores of the layers' rows, each divided by its sum,
/// are joined by rollout (Abnar and Zuidema 2020): the product over layers, without adding the identity, since the block's norms, biases and
/// residual connections are in the scores already. The scores of a prompt add up to 1 and have no sign.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="wholePasses">Cuts prompts into passes whose layers are all kept.</param>
/// <param name="passes">Cuts a layer's rows, one for each key, into passes.</param>
internal sealed class ValueZeroing(Transformer model, Passes wholePasses, Passes passes)
{
    /// <summary>Each position's score for the last position, prompt by prompt.</summary>
    /// <param name="prompts">The prompts, those of like length beside each other.</param>
    public IReadOnlyList<double[]> Of(IReadOnlyList<int[]> prompts) => [.. wholePasses.Of(prompts, prompt => prompt.Length).SelectMany(Together)];

    private double[][] Together(int[][] prompts)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using ActivationCache cache = new();
        Site[] before = [.. Enumerable.Range(0, model.Config.Layers).Select(layer => new Site(SiteKind.ResidPre, layer))];
        Site[] after = [.. before.Select(site => new Site(SiteKind.ResidPost, site.Layer))];
        _ = model.RunBlocks(model.Embed(new TokenBatch(prompts)), new PartialRun { Hooks = cache.Watch([.. before, .. after]) });
        double[][] rollouts = [.. prompts.Select(prompt => Enumerable.Range(0, prompt.Length).Select(at => at == prompt.Length - 1 ? 1d : 0d).ToArray())];
        for (int layer = model.Config.Layers - 1; layer >= 0; layer--)
        {
            double[][][] moved = Moved(prompts, layer, cache[before[layer]], cache[after[layer]]);
            rollouts =
            [
                .. rollouts.Select((own, prompt) => own.Select((_, key) => own.Select((weight, query) => weight * moved[prompt][query][key]).Sum()).ToArray()),
            ];
        }

        return rollouts;
    }

    // [prompt][query][key]: how far the query's state moves without the key's value, each row divided by its sum.
    private double[][][] Moved(int[][] prompts, int layer, Tensor before, Tensor after)
    {
        int width = (int)before.size(1);
        double[][][] moved = [.. prompts.Select(prompt => prompt.Select(_ => new double[prompt.Length]).ToArray())];
        (int Prompt, int Key)[] rows = [.. prompts.SelectMany((prompt, place) => Enumerable.Range(0, prompt.Length).Select(key => (place, key)))];
        foreach ((int Prompt, int Key)[] pass in passes.Of(rows, _ => width))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor own = tensor([.. pass.Select(row => (long)row.Prompt)], device: model.Device);
            Tensor zeroed = arange(width, ScalarType.Int64, model.Device).eq(tensor([.. pass.Select(row => (long)row.Key)], device: model.Device).unsqueeze(1))
                .view(pass.Length, width, 1, 1);
            ForwardHooks hooks = new ForwardHooks().Add(new Site(SiteKind.Value, layer), (_, value) => value.masked_fill(zeroed, 0));
            Tensor without = model.RunBlocks(before.index_select(0, own), new PartialRun { FromLayer = layer, ToLayer = layer + 1, Hooks = hooks });
            double[] distances = Distances(without, after.index_select(0, own));
            for (int row = 0; row < pass.Length; row++)
            {
                (int prompt, int key) = pass[row];
                for (int query = key; query < prompts[prompt].Length; query++)
                {
                    moved[prompt][query][key] = Math.Max(0, distances[(row * width) + query]);
                }
            }
        }

        return [.. moved.Select(prompt => prompt.Select(Divided).ToArray())];
    }

    // A state that nothing moves keeps what it has.
    private static double[] Divided(double[] row, int query)
    {
        double sum = row.Sum();
        return sum > 0 ? [.. row.Select(value => value / sum)] : [.. row.Select((_, key) => key == query ? 1d : 0d)];
    }

    private static double[] Distances(Tensor left, Tensor right)
    {
        Tensor a = left.to(ScalarType.Float64), b = right.to(ScalarType.Float64);
        Tensor cosine = a.mul(b).sum(2).div(a.norm(2).mul(b.norm(2)));                   // [row, position]
        return cosine.neg().add(1).Doubles();
    }
}
