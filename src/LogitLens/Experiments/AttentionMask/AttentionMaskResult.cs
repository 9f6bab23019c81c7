using LogitLens.Experiments.Sweeps;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>The summary of <c>interp attention-mask</c>: what hiding regions of attention does.</summary>
internal sealed record AttentionMaskResult : LabelSweepResult
{
    /// <summary>Whether edges were hidden before the softmax.</summary>
    public Renormalisation Renormalise { get; init; }

    /// <summary>
    /// Each region's effect, mean over the examples that have an edge in it, in the order of <see cref="LabelSweepResult.Items"/>; by
    /// [layer][head] in a sweep over heads, see <see cref="HeadEffects"/>.
    /// </summary>
    public IReadOnlyList<double?> Effects => [.. Items.Select(effect => effect.Effect.Value)];

    /// <summary>Effects of a sweep over heads, [layer][head]; null for others.</summary>
    public IReadOnlyList<double?[]>? HeadEffects
    {
        get
        {
            LabelEffect[] heads = [.. Items.Where(effect => effect.Item.Head is not null)];
            SweepGrid grid = new(heads.Select(effect => effect.Item), LayerCount, HeadCount);
            return grid.IsEmpty ? null : grid.ToResult(heads.Select(effect => (effect.Item, effect.Effect.Value)));
        }
    }

    /// <summary>The examples that are drawn token by token; empty but for a sweep over tokens.</summary>
    public IReadOnlyList<TokenEffects> Strips { get; init; } = [];
}

/// <summary>How much each token's being unseen moves one example's answer.</summary>
/// <param name="Label">Its right label's word.</param>
/// <param name="Predicted">The word with the greatest logit.</param>
/// <param name="Tokens">The tokens as text.</param>
/// <param name="Effects">The effect of each.</param>
internal sealed record TokenEffects(string Id, string Label, string Predicted, IReadOnlyList<string> Tokens, IReadOnlyList<double> Effects);
