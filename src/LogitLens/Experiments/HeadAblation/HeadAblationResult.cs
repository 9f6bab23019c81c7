using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>The summary of <c>interp head-ablation</c>. An effect is the metric under an edit less the metric without it.</summary>
public sealed record HeadAblationResult
{
    /// <summary>Number of layers.</summary>
    public int LayerCount { get; init; }

    /// <summary>Heads in each layer.</summary>
    public int HeadCount { get; init; }

    /// <summary>The label words, in label order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What was edited.</summary>
    public SweptPart What { get; init; }

    /// <summary>How: <c>zero</c>, <c>mean over position</c>, <c>denoise</c>.</summary>
    public string Edit { get; init; } = "";

    /// <summary>What effects are differences of.</summary>
    public EffectMetric Metric { get; init; }

    /// <summary>Number of examples.</summary>
    public int N { get; init; }

    /// <summary>The metric without an edit, mean over examples; where patches are made, of the run that is patched.</summary>
    public double? Clean { get; init; }

    /// <summary>The metric of the run that patches come from; null in an ablation, and for metrics that need the whole vocabulary.</summary>
    public double? Source { get; init; }

    /// <summary><see cref="Clean"/> with its interval.</summary>
    public Estimate CleanEstimate { get; init; } = new(null, null, 0);

    /// <summary>Accuracy among the labels without an edit.</summary>
    public Proportion CleanAccuracy { get; init; } = Proportion.Of(0, 0);

    /// <summary>
    /// The metric under each edit, mean over examples: [layer][head] for heads and paths, [layer][0] for whole layers, [layer][position] for
    /// patches by position, those told from the end last; null where nothing was measured.
    /// </summary>
    public IReadOnlyList<double?[]> Edited { get; init; } = [];

    /// <summary><see cref="Edited"/> less <see cref="Clean"/>, mean over examples.</summary>
    public IReadOnlyList<double?[]> Effects { get; init; } = [];

    /// <summary>Everything that was edited, with intervals and tests.</summary>
    public IReadOnlyList<ItemEffect> Items { get; init; } = [];

    /// <summary>How far the ranking of the items repeats between halves of the examples; null for sets of heads alone.</summary>
    public SplitHalf? Stability { get; init; }

    /// <summary>How well cheap estimates ranked the heads that were measured.</summary>
    public IReadOnlyList<ScreenQuality> Screens { get; init; } = [];

    /// <summary>The heads removed together, against random ones; null where not asked for.</summary>
    public GroupEffect? Group { get; init; }

    /// <summary>Heads removed one after the other; null where not asked for.</summary>
    public CumulativeRemoval? Cumulative { get; init; }

    /// <summary>What each head attends to.</summary>
    public IReadOnlyList<HeadDescription> Descriptions { get; init; } = [];

    /// <summary>What each part of the model writes into the logit difference, mean over examples; null where not asked for.</summary>
    public LogitAttribution? DirectLogitAttribution { get; init; }

    /// <summary>What a reader should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One edit over all examples.</summary>
/// <param name="Item">What was edited.</param>
/// <param name="Edited">The metric under the edit.</param>
/// <param name="Effect">The difference that it makes, paired by example, with Student's t interval.</param>
/// <param name="PValue">Wilcoxon's signed-rank test of no effect; null for sets of heads, which are compared with random ones.</param>
/// <param name="AdjustedPValue">After Benjamini and Hochberg over all single items.</param>
/// <param name="Accuracy">Accuracy among the labels under the edit.</param>
/// <param name="Restored">Of a patch, the share of the way from the patched run's metric to the other's; null where these do not differ.</param>
/// <param name="Classes">The effect on each class's examples.</param>
public sealed record ItemEffect(
    SweptItem Item, Estimate Edited, Estimate Effect, double? PValue, double? AdjustedPValue, Proportion Accuracy, double? Restored,
    IReadOnlyList<ClassEffect> Classes)
{
    /// <summary>Whether the effect is other than zero at a false discovery rate of 5%.</summary>
    public bool IsSignificant => AdjustedPValue < 0.05;

    /// <summary>The effect as rankings take it.</summary>
    internal RankedEffect Ranked => new(Item, Effect, AdjustedPValue is not null && !IsSignificant);
}

/// <summary>How well a cheap estimate ranked what the sweep measured.</summary>
/// <param name="Screen"><c>gradient</c> or <c>direct attribution</c>.</param>
/// <param name="RankCorrelation">Spearman's, between estimated and measured effects of the heads.</param>
/// <param name="Top">How many heads are taken from the top of either ranking, by size.</param>
/// <param name="Recall">The share of the measured top that the estimate has in its top.</param>
/// <param name="Estimates">The estimate for each measured head, in the order of the items.</param>
public sealed record ScreenQuality(string Screen, double? RankCorrelation, int Top, double? Recall, IReadOnlyList<double> Estimates);

/// <summary>A set of heads removed together.</summary>
/// <param name="Heads">The heads.</param>
/// <param name="Effect">Their joint effect.</param>
/// <param name="Controls">The effects of random sets of as many other heads.</param>
/// <param name="PValue">The share of sets, this one counted in, whose effect is as far from zero.</param>
public sealed record GroupEffect(IReadOnlyList<HeadId> Heads, Estimate Effect, IReadOnlyList<double> Controls, double PValue);

/// <summary>Heads removed one after the other.</summary>
/// <param name="Order">The heads, the worst-hit first.</param>
/// <param name="Steps">The model after each removal, from none on.</param>
public sealed record CumulativeRemoval(IReadOnlyList<HeadId> Order, IReadOnlyList<RemovalStep> Steps);

/// <summary>The model without its first so many heads.</summary>
/// <param name="Removed">How many heads are gone.</param>
/// <param name="Metric">The metric then.</param>
/// <param name="Accuracy">Accuracy among the labels then.</param>
/// <param name="RandomMetric">The same for random orders, mean over draws; the interval holds the middle 95% of draws.</param>
public sealed record RemovalStep(int Removed, Estimate Metric, Proportion Accuracy, Estimate RandomMetric);
