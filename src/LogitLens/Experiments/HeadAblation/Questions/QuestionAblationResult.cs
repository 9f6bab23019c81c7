using LogitLens.Datasets;
using LogitLens.Experiments.Sweeps;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>
/// The summary of <c>interp head-ablation</c> on questions with exact answers. An effect is the share of questions answered right under an
/// edit less the share without it; beside it stands the effect on the right answer's log-probability.
/// </summary>
internal sealed record QuestionAblationResult : SweepResult
{
    public TaskKind Task { get; init; } = TaskKind.Generation;
    public SweptPart What { get; init; }

    /// <summary>How: <c>zero</c>, <c>mean over dataset</c>.</summary>
    public string Edit { get; init; } = "";

    /// <summary>What effects are differences of.</summary>
    public string Metric { get; init; } = "exact";

    /// <summary><see cref="SweepResult.Clean"/> with its Wilson interval.</summary>
    public Proportion CleanExact { get; init; } = Proportion.Of(0, 0);

    /// <summary>The right answer's log-probability without an edit, in nats, mean over questions.</summary>
    public Estimate CleanLogProb { get; init; } = new(null, null, 0);

    /// <summary>
    /// The share answered right under each edit: [layer][head] for heads, [layer][0] for whole layers; null where nothing was measured.
    /// </summary>
    public IReadOnlyList<double?[]> Edited => Grid.ToResult(Items.Select(effect => (effect.Item, effect.Edited.Value)));

    /// <summary><see cref="Edited"/> less <see cref="SweepResult.Clean"/>.</summary>
    public IReadOnlyList<double?[]> Effects => Grid.ToResult(Items.Select(effect => (effect.Item, effect.Effect.Value)));

    /// <summary>The right answer's log-probability under each edit less that without it, mean over questions.</summary>
    public IReadOnlyList<double?[]> LogProbEffects => Grid.ToResult(Items.Select(effect => (effect.Item, effect.LogProbEffect.Value)));

    /// <summary>Everything that was edited, with intervals and tests.</summary>
    public IReadOnlyList<AnswerEffect> Items { get; init; } = [];

    /// <summary>The heads removed together, against random ones, by right answers; null where not asked for.</summary>
    public GroupEffect? Group => HeadSets.Group(Items);

    /// <summary>The same by the right answer's log-probability.</summary>
    public GroupEffect? LogProbGroup => HeadSets.Group([.. Items.Select(effect => effect.OnLogProb)]);

    /// <summary>What each head attends to; empty where heads are not what is edited.</summary>
    public IReadOnlyList<HeadDescription> Descriptions { get; init; } = [];

    internal SweepGrid Grid => new(Items.Select(effect => effect.Item), LayerCount, HeadCount);

    internal override IReadOnlyList<ItemEffect> All => Items;
}
