using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>The summary of <c>interp head-ablation</c>.</summary>
internal sealed record HeadAblationResult : LabelSweepResult
{
    public SweptPart What { get; init; }

    /// <summary>How: <c>zero</c>, <c>mean over position</c>, <c>denoise</c>.</summary>
    public string Edit { get; init; } = "";

    /// <summary>The metric of the run that patches come from, mean over examples; null in an ablation by what is no other run's.</summary>
    public double? Source { get; init; }

    /// <summary>
    /// The metric under each edit, mean over examples: [layer][head] for heads and paths, [layer][0] for whole layers, [layer][position] for
    /// patches by position, those told from the end last; null where nothing was measured.
    /// </summary>
    public IReadOnlyList<double?[]> Edited => Grid.ToResult(Items.Select(effect => (effect.Item, effect.Edited.Value)));

    /// <summary><see cref="Edited"/> less <see cref="SweepResult.Clean"/>, mean over examples.</summary>
    public IReadOnlyList<double?[]> Effects => Grid.ToResult(Items.Select(effect => (effect.Item, effect.Effect.Value)));

    /// <summary>What stands at the positions that were patched, where all prompts have the same there; null where no positions were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PositionToken>? PositionTokens { get; init; }

    /// <summary>How well cheap estimates ranked the heads that were measured.</summary>
    public IReadOnlyList<ScreenQuality> Screens { get; init; } = [];

    /// <summary>The heads removed together, against random ones; null where not asked for.</summary>
    public GroupEffect? Group => HeadSets.Group(Items);

    /// <summary>Heads removed one after the other; null where not asked for.</summary>
    public CumulativeRemoval? Cumulative => HeadSets.Cumulative(Items, CleanEstimate, CleanAccuracy);

    public IReadOnlyList<HeadDescription> Descriptions { get; init; } = [];

    /// <summary>What each part of the model writes into the logit difference, mean over examples; null where not asked for.</summary>
    public LogitAttribution? DirectLogitAttribution { get; init; }

    internal SweepGrid Grid => new(Items.Select(effect => effect.Item), LayerCount, HeadCount);
}

/// <summary>A position of the prompts and the token that all of them have there.</summary>
/// <param name="Position">From the prompt's beginning, or if below zero from its end.</param>
/// <param name="Token">The token's text; null where prompts differ.</param>
internal sealed record PositionToken(int Position, string? Token);

/// <summary>How well a cheap estimate ranked what the sweep measured.</summary>
/// <param name="Screen"><c>gradient</c> or <c>direct attribution</c>.</param>
/// <param name="RankCorrelation">Spearman's, between estimated and measured effects of the heads.</param>
/// <param name="Top">How many heads are taken from the top of either ranking, by size.</param>
/// <param name="Recall">The share of the measured top that the estimate has in its top.</param>
/// <param name="Estimates">The estimate for each measured head, in the order of the items.</param>
internal sealed record ScreenQuality(string Screen, double? RankCorrelation, int Top, double? Recall, IReadOnlyList<double> Estimates);

/// <summary>Heads removed one after the other.</summary>
/// <param name="Order">The heads, the worst-hit first.</param>
/// <param name="Steps">The model after each removal, from none on.</param>
internal sealed record CumulativeRemoval(IReadOnlyList<HeadId> Order, IReadOnlyList<RemovalStep> Steps);

/// <summary>The model without its first so many heads.</summary>
/// <param name="Removed">How many heads are gone.</param>
/// <param name="Metric">The metric then.</param>
/// <param name="Accuracy">Accuracy among the labels then.</param>
/// <param name="RandomMetric">The same for random orders, mean over draws; the interval holds the middle 95% of draws.</param>
internal sealed record RemovalStep(int Removed, Estimate Metric, Proportion Accuracy, Estimate RandomMetric);
