using LogitLens.Models;

namespace LogitLens.Experiments.Attribution.Methods;

/// <summary>How a token is taken away.</summary>
public enum OcclusionOperator
{
    /// <summary>Its embedding is replaced by the baseline's; positions stay.</summary>
    Replace,

    /// <summary>No later position attends to it; the last position cannot be taken away so.</summary>
    Mask,

    /// <summary>It is left out, and what follows moves one position down.</summary>
    Delete,
}

/// <summary>Scores a prompt with some of its tokens taken away.</summary>
/// <param name="model">The model.</param>
/// <param name="rowsAtOnce">How many rows of a prompt may run together, by its length.</param>
internal sealed class Occlusion(Transformer model, Func<int, int> rowsAtOnce)
{
    /// <summary>The score without each of several sets of positions; NaN where nothing can be read without them.</summary>
    /// <param name="score">The score.</param>
    /// <param name="tokens">The prompt.</param>
    /// <param name="sets">The sets of positions.</param>
    /// <param name="how">How they are taken away.</param>
    /// <param name="baseline">What <see cref="OcclusionOperator.Replace"/> puts in their place, [d_model].</param>
    public double[] Without(TargetScore score, int[] tokens, IReadOnlyList<IReadOnlyCollection<int>> sets, OcclusionOperator how, Tensor baseline)
    {
        using IDisposable gradless = no_grad();
        return
        [
            .. sets.Chunk(rowsAtOnce(tokens.Length)).SelectMany(part =>
            {
                using DisposeScope scope = NewDisposeScope();
                return how switch
                {
                    OcclusionOperator.Delete => Deleted(score, tokens, part),
                    OcclusionOperator.Mask => Masked(score, tokens, part),
                    _ => Replaced(score, tokens, part, baseline),
                };
            }),
        ];
    }

    private static double[] Deleted(TargetScore score, int[] tokens, IReadOnlyCollection<int>[] sets)
    {
        int[][] rows = [.. sets.Select(set => tokens.Where((_, position) => !set.Contains(position)).ToArray())];
        int[][] some = [.. rows.Where(row => row.Length > 0)];
        Queue<double> scores = new(some.Length == 0 ? [] : score.Of(some).Doubles());
        return [.. rows.Select(row => row.Length == 0 ? double.NaN : scores.Dequeue())];
    }

    private double[] Replaced(TargetScore score, int[] tokens, IReadOnlyCollection<int>[] sets, Tensor baseline)
    {
        Tensor gone = Marks(sets, tokens.Length).unsqueeze(2);                           // [row, position, 1]
        ForwardHooks hooks = new ForwardHooks().Add(new Site(SiteKind.Embed), (_, embedded) =>
            embedded.masked_fill(gone, 0).add(gone.to(embedded.dtype).mul(baseline.to(embedded.dtype))));
        return score.Of(Repeated(tokens, sets.Length), hooks).Doubles();
    }

    // A position still sees itself, so that no row of the softmax is empty.
    private double[] Masked(TargetScore score, int[] tokens, IReadOnlyCollection<int>[] sets)
    {
        int length = tokens.Length;
        Tensor itself = arange(length, ScalarType.Int64, model.Device).view(1, 1, length, 1).eq(arange(length, ScalarType.Int64, model.Device));
        Tensor cut = Marks(sets, length).view(sets.Length, 1, 1, length).logical_and(itself.logical_not()); // [row, 1, query, key]
        ForwardHooks hooks = new();
        for (int layer = 0; layer < model.Config.Layers; layer++)
        {
            hooks.Add(new Site(SiteKind.AttentionScores, layer), (_, scores) =>
                scores.masked_fill(scores.size(2) == length ? cut : cut.narrow(2, length - 1, 1), double.NegativeInfinity));
        }

        double[] values = score.Of(Repeated(tokens, sets.Length), hooks).Doubles();
        return [.. values.Select((value, row) => sets[row].Contains(length - 1) ? double.NaN : value)];
    }

    private Tensor Marks(IReadOnlyCollection<int>[] sets, int length) => tensor(
        [.. sets.SelectMany(set => Enumerable.Range(0, length).Select(set.Contains))], [sets.Length, length], ScalarType.Bool, model.Device);

    private static IReadOnlyList<int[]> Repeated(int[] tokens, int rows) => [.. Enumerable.Repeat(tokens, rows)];
}
