using LogitLens.Experiments.Sweeps;
using LogitLens.Statistics;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>The summary of <c>interp attention-mask</c>. An effect is the metric with a region hidden less the metric without.</summary>
public sealed record AttentionMaskResult
{
    /// <summary>Fewer examples than these make no mean to be ranked beside others.</summary>
    internal const int FewestRanked = 5;

    /// <summary>Number of layers.</summary>
    public int LayerCount { get; init; }

    /// <summary>Heads in each layer.</summary>
    public int HeadCount { get; init; }

    /// <summary>The label words, in label order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether edges were hidden before the softmax.</summary>
    public Renormalisation Renormalise { get; init; }

    /// <summary>What effects are differences of.</summary>
    public EffectMetric Metric { get; init; }

    /// <summary>Number of examples.</summary>
    public int N { get; init; }

    /// <summary>The metric with nothing hidden, mean over examples.</summary>
    public double? Clean { get; init; }

    /// <summary><see cref="Clean"/> with its interval.</summary>
    public Estimate CleanEstimate { get; init; } = new(null, null, 0);

    /// <summary>Accuracy among the labels with nothing hidden.</summary>
    public Proportion CleanAccuracy { get; init; } = Proportion.Of(0, 0);

    /// <summary>
    /// Each region's effect, mean over the examples that have an edge in it, in the order of <see cref="Items"/>; by [layer][head] in a sweep
    /// over heads, see <see cref="HeadEffects"/>.
    /// </summary>
    public IReadOnlyList<double?> Effects { get; init; } = [];

    /// <summary>Effects of a sweep over heads, [layer][head]; null for others.</summary>
    public IReadOnlyList<double?[]>? HeadEffects { get; init; }

    /// <summary>Everything that was hidden, with intervals and tests.</summary>
    public IReadOnlyList<RegionEffect> Items { get; init; } = [];

    /// <summary>How far the ranking of the regions repeats between halves of the examples.</summary>
    public SplitHalf? Stability { get; init; }

    /// <summary>The examples that are drawn token by token; empty but for a sweep over tokens.</summary>
    public IReadOnlyList<TokenEffects> Strips { get; init; } = [];

    /// <summary>What a reader should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The regions that enough examples have for their mean effects to be ranked.</summary>
    internal IEnumerable<RegionEffect> Ranked => Items.Where(IsRanked);

    /// <summary>Whether enough examples have a region; where there are few examples, all of them are enough.</summary>
    internal bool IsRanked(RegionEffect effect) => effect.Effect.Value is not null && effect.Effect.N >= Math.Min(FewestRanked, N);
}

/// <summary>One region over all examples that have an edge in it.</summary>
/// <param name="Item">What was hidden.</param>
/// <param name="Edited">The metric with it hidden.</param>
/// <param name="Effect">The difference that it makes, paired by example, with Student's t interval.</param>
/// <param name="PValue">Wilcoxon's signed-rank test of no effect.</param>
/// <param name="AdjustedPValue">After Benjamini and Hochberg over all regions.</param>
/// <param name="Accuracy">Accuracy among the labels with it hidden.</param>
/// <param name="Classes">The effect on each class's examples.</param>
public sealed record RegionEffect(
    MaskItem Item, Estimate Edited, Estimate Effect, double? PValue, double? AdjustedPValue, Proportion Accuracy, IReadOnlyList<ClassEffect> Classes)
{
    /// <summary>Whether the effect is other than zero at a false discovery rate of 5%.</summary>
    public bool IsSignificant => AdjustedPValue < 0.05;
}

/// <summary>How much each token's being unseen moves one example's answer.</summary>
/// <param name="Id">The example.</param>
/// <param name="Label">Its right label's word.</param>
/// <param name="Predicted">The word with the greatest logit.</param>
/// <param name="Tokens">The tokens as text.</param>
/// <param name="Effects">The effect of each.</param>
public sealed record TokenEffects(string Id, string Label, string Predicted, IReadOnlyList<string> Tokens, IReadOnlyList<double> Effects);
