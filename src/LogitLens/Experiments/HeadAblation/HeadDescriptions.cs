using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Scores what each head attends to, on the data and on random tokens repeated once.</summary>
internal sealed class HeadDescriptions(Transformer model)
{
    private const int RandomRows = 8;
    private const int LongestHalf = 32;

    /// <summary>Describes every head.</summary>
    public IReadOnlyList<HeadDescription> Of(IReadOnlyList<int[]> prompts, long seed)
    {
        int half = Math.Min(LongestHalf, model.Config.ContextLength / 2);
        double[][,] data = Patterns(prompts, OnData);
        double[][,] repeated = Patterns(Repeated(half, seed), (pattern, _) => OnRepeated(pattern, half));
        return
        [
            .. HeadId.All(model.Config).Select(head => new HeadDescription(
                head.Layer, head.Head, data[head.Layer][head.Head, 0], data[head.Layer][head.Head, 1],
                repeated[head.Layer][head.Head, 0], repeated[head.Layer][head.Head, 1], data[head.Layer][head.Head, 2])),
        ];
    }

    // Each layer's scores, [head, score], as means over all prompts.
    private double[][,] Patterns(IReadOnlyList<int[]> prompts, Func<Tensor, int, Tensor> score)
    {
        using IDisposable gradless = no_grad();
        int heads = model.Config.Heads;
        double[][,] sums = [.. Enumerable.Range(0, model.Config.Layers).Select(_ => new double[heads, 3])];
        int counted = 0;
        foreach (int[] prompt in prompts.Where(prompt => prompt.Length > 1))
        {
            // One prompt at a time: patterns grow with the square of the length, and no padding has to be left out of the means.
            using DisposeScope scope = NewDisposeScope();
            counted++;
            ForwardHooks hooks = new();
            for (int layer = 0; layer < model.Config.Layers; layer++)
            {
                double[,] sum = sums[layer];
                hooks.Read(new Site(SiteKind.Pattern, layer), pattern =>
                {
                    Tensor scores = score(pattern.select(0, 0).to(ScalarType.Float32), prompt.Length); // [head, score]
                    float[] values = scores.Floats();
                    int count = (int)scores.size(1);
                    for (int k = 0; k < values.Length; k++)
                    {
                        sum[k / count, k % count] += values[k];
                    }
                });
            }

            _ = model.RunBlocks(model.Embed(new TokenBatch([prompt])), new PartialRun { Hooks = hooks });
        }

        foreach (double[,] sum in sums)
        {
            for (int head = 0; head < heads; head++)
            {
                for (int k = 0; k < sum.GetLength(1); k++)
                {
                    sum[head, k] /= Math.Max(counted, 1);
                }
            }
        }

        return sums;
    }

    // Previous token, first token, entropy; queries from the second position on, since the first can only see itself.
    private static Tensor OnData(Tensor pattern, int length)
    {
        Tensor queries = pattern.narrow(1, 1, length - 1);                            // [head, query, key]
        Tensor previous = Diagonal(queries, 0, length - 1);
        Tensor first = queries.select(2, 0).mean([1]);
        Tensor entropy = queries.clamp(min: 1e-30).log().mul(queries).sum(2).neg().mean([1]);
        return stack([previous, first, entropy], 1);
    }

    // The second copy's queries: to the earlier copy of their token, and to the token after it.
    private static Tensor OnRepeated(Tensor pattern, int half)
    {
        Tensor queries = pattern.narrow(1, half, half);
        return stack([Diagonal(queries, 0, half), Diagonal(queries, 1, half)], 1);
    }

    // Mean over queries i of the attention to key i + offset.
    private static Tensor Diagonal(Tensor queries, int offset, int count)
    {
        Tensor keys = arange(offset, offset + count, ScalarType.Int64, queries.device).view(1, count, 1).expand(queries.size(0), -1, -1);
        return queries.gather(2, keys).mean([1, 2]);
    }

    private int[][] Repeated(int half, long seed)
    {
        SeededRandom random = new(seed, "repeated tokens");
        return
        [
            .. Enumerable.Range(0, RandomRows).Select(_ =>
            {
                int[] tokens = [.. Enumerable.Range(0, half).Select(_ => random.Next(model.Config.VocabularySize))];
                return (int[])[.. tokens, .. tokens];
            }),
        ];
    }
}
