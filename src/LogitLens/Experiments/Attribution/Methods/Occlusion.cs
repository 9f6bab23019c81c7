using LogitLens.Models;

namespace LogitLens.Experiments.Attribution;

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

/// <summary>A prompt without some of its positions.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Gone">The positions that are taken away.</param>
internal sealed record OccludedPrompt(ScoredPrompt Prompt, IReadOnlyCollection<int> Gone);

/// <summary>Scores prompts with some of their tokens taken away.</summary>
/// <param name="model">The model.</param>
/// <param name="passes">Cuts rows into passes.</param>
internal sealed class Occlusion(Transformer model, Passes passes)
{
    private readonly TargetScore _score = new(model);

    /// <summary>The score of each row; NaN where nothing can be read without its positions.</summary>
    /// <param name="rows">The rows, those of like length beside each other.</param>
    /// <param name="how">How tokens are taken away.</param>
    /// <param name="baseline">What <see cref="OcclusionOperator.Replace"/> puts in their place, [d_model].</param>
    public double[] Scores(IReadOnlyList<OccludedPrompt> rows, OcclusionOperator how, Tensor baseline)
    {
        using IDisposable gradless = no_grad();
        return
        [
            .. passes.Of(rows, row => row.Prompt.Tokens.Length).SelectMany(pass =>
            {
                using DisposeScope scope = NewDisposeScope();
                return how switch
                {
                    OcclusionOperator.Delete => Deleted(pass),
                    OcclusionOperator.Mask => Masked(pass),
                    _ => Replaced(pass, baseline),
                };
            }),
        ];
    }

    private double[] Deleted(OccludedPrompt[] rows)
    {
        (int[] Tokens, AttributionTarget Target)[] left =
            [.. rows.Select(row => (row.Prompt.Tokens.Where((_, position) => !row.Gone.Contains(position)).ToArray(), row.Prompt.Target))];
        (int[] Tokens, AttributionTarget Target)[] some = [.. left.Where(row => row.Tokens.Length > 0)];
        Queue<double> scores = new(
            some.Length == 0 ? [] : _score.Of([.. some.Select(row => row.Tokens)], [.. some.Select(row => row.Target)]).Doubles());
        return [.. left.Select(row => row.Tokens.Length == 0 ? double.NaN : scores.Dequeue())];
    }

    private double[] Replaced(OccludedPrompt[] rows, Tensor baseline)
    {
        Tensor gone = Marks(rows).unsqueeze(2);                                          // [row, position, 1]
        return Scored(rows, new ForwardHooks().Add(new Site(SiteKind.Embed), (_, embedded) =>
            embedded.masked_fill(gone, 0).add(gone.to(embedded.dtype).mul(baseline.to(embedded.dtype)))));
    }

    // A position still sees itself, so that no row of the softmax is empty.
    private double[] Masked(OccludedPrompt[] rows)
    {
        Tensor marks = Marks(rows);                                                      // [row, key]
        long width = marks.size(1);
        Tensor keys = arange(width, ScalarType.Int64, model.Device);
        Tensor last = tensor([.. rows.Select(row => row.Prompt.Tokens.Length - 1L)], [rows.Length, 1, 1, 1], ScalarType.Int64, model.Device);
        Tensor cut = marks.view(-1, 1, 1, width).logical_and(keys.view(1, 1, -1, 1).eq(keys).logical_not());              // [row, 1, query, key]
        Tensor cutLast = marks.view(-1, 1, 1, width).logical_and(last.eq(keys).logical_not());                            // [row, 1, 1, key]
        ForwardHooks hooks = new();
        for (int layer = 0; layer < model.Config.Layers; layer++)
        {
            // The last block has the last position alone.
            Tensor own = layer == model.Config.Layers - 1 ? cutLast : cut;
            hooks.Add(new Site(SiteKind.AttentionScores, layer), (_, scores) => scores.masked_fill(own, double.NegativeInfinity));
        }

        return [.. Scored(rows, hooks).Select((value, row) => rows[row].Gone.Contains(rows[row].Prompt.Tokens.Length - 1) ? double.NaN : value)];
    }

    private double[] Scored(OccludedPrompt[] rows, ForwardHooks hooks) =>
        _score.Of([.. rows.Select(row => row.Prompt.Tokens)], [.. rows.Select(row => row.Prompt.Target)], hooks).Doubles();

    private Tensor Marks(OccludedPrompt[] rows)
    {
        int width = rows.Max(row => row.Prompt.Tokens.Length);
        return tensor(
            [.. rows.SelectMany(row => Enumerable.Range(0, width).Select(row.Gone.Contains))], [rows.Length, width], ScalarType.Bool, model.Device);
    }
}
