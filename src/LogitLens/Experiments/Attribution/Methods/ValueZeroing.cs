using LogitLens.Models;

namespace LogitLens.Experiments.Attribution.Methods;

/// <summary>
/// Value zeroing (Mohebbi et al. 2023): how far the last position's state moves when no head of a layer receives a token's value vector: 1 less
/// the cosine between resid_post with and without, block by block on the stream as it is. The scores of the layers' rows, each divided by its sum,
/// are joined by rollout (Abnar and Zuidema 2020): the product over layers, without adding the identity, since the block's norms, biases and
/// residual connections are in the scores already. The scores of a prompt add up to 1 and have no sign.
/// </summary>
internal sealed class ValueZeroing(Transformer model, Func<int, int> rowsAtOnce)
{
    /// <summary>Each position's score for the last position.</summary>
    public double[] Of(int[] tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using ActivationCache cache = new();
        Site[] before = [.. Enumerable.Range(0, model.Config.Layers).Select(layer => new Site(SiteKind.ResidPre, layer))];
        Site[] after = [.. before.Select(site => new Site(SiteKind.ResidPost, site.Layer))];
        _ = model.RunBlocks(model.Embed(new TokenBatch([tokens])), new PartialRun { Hooks = cache.Watch([.. before, .. after]) });
        double[] rollout = [.. Enumerable.Range(0, tokens.Length).Select(position => position == tokens.Length - 1 ? 1d : 0d)];
        for (int layer = model.Config.Layers - 1; layer >= 0; layer--)
        {
            double[][] moved = Moved(layer, cache[before[layer]], cache[after[layer]]);
            rollout =
            [
                .. Enumerable.Range(0, tokens.Length).Select(key => Enumerable.Range(0, tokens.Length).Sum(query => rollout[query] * moved[query][key])),
            ];
        }

        return rollout;
    }

    // [query][key]: how far the query's state moves without the key's value, each row divided by its sum.
    private double[][] Moved(int layer, Tensor before, Tensor after)
    {
        int length = (int)before.size(1);
        double[][] moved = [.. Enumerable.Range(0, length).Select(_ => new double[length])];
        foreach (int[] keys in Enumerable.Range(0, length).Chunk(rowsAtOnce(length)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor zeroed = tensor([.. keys.SelectMany(key => Enumerable.Range(0, length).Select(position => position == key))],
                [keys.Length, length, 1, 1], ScalarType.Bool, model.Device);
            ForwardHooks hooks = new ForwardHooks().Add(new Site(SiteKind.Value, layer), (_, value) => value.masked_fill(zeroed, 0));
            Tensor without = model.RunBlocks(
                before.expand(keys.Length, -1, -1).contiguous(), new PartialRun { FromLayer = layer, ToLayer = layer + 1, Hooks = hooks });
            double[] distances = Distances(without, after);
            for (int row = 0; row < keys.Length; row++)
            {
                for (int query = keys[row]; query < length; query++)
                {
                    moved[query][keys[row]] = Math.Max(0, distances[(row * length) + query]);
                }
            }
        }

        return [.. moved.Select((row, query) => Divided(row, query))];
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
