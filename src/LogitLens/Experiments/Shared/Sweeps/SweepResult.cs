using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>The summary of a sweep. An effect is the metric under an edit less the metric without it.</summary>
internal abstract record SweepResult
{
    /// <summary>Fewer examples than these make no mean to be ranked beside others.</summary>
    internal const int FewestRanked = 5;

    public int LayerCount { get; init; }
    public int HeadCount { get; init; }
    public int N { get; init; }

    /// <summary>The metric without an edit, mean over examples; where patches are made, of the run that is patched.</summary>
    public double? Clean { get; init; }

    /// <summary>How far the ranking of the items repeats between halves of the examples; null for fewer than two.</summary>
    public SplitHalf? Stability { get; init; }

    /// <summary>How far from zero an effect was taken to be as good as zero; null where that was not tested.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EquivalenceMargin { get; init; }

    /// <summary>How demonstrations were come by, and what intervals leave out of that; null where there can be none.</summary>
    public DemonstrationDesign? Demonstrations { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
    internal abstract IReadOnlyList<ItemEffect> All { get; }

    /// <summary>The single edits that enough examples have for their mean effects to be ranked.</summary>
    internal IEnumerable<ItemEffect> Ranked => All.Where(effect => effect.Item.IsSingle && IsRanked(effect));

    /// <summary>The effects by part, for runs to be compared by.</summary>
    internal PartEffects ToParts(string metric) => new(
        LayerCount, HeadCount, metric,
        All.Where(effect => effect.Item.IsPlaced && effect.Effect.Value is not null).ToDictionary(
            effect => effect.Item.Name, effect => effect.Effect.Value!.Value))
    {
        Strongest = Ranked.MaxBy(effect => Math.Abs(effect.Effect.Value!.Value)) is { } strongest
            ? new StrongestEffect(strongest.Item.Name, strongest.Effect)
            : null,
        ByClass = All.OfType<LabelEffect>().Where(effect => effect.Item.IsPlaced)
            .SelectMany(effect => effect.Classes.Select(own => (Part: effect.Item.Name, own.Label, own.Specificity.Value)))
            .Where(each => each.Value is not null).GroupBy(each => each.Label)
            .ToDictionary(
                own => own.Key,
                own => (IReadOnlyDictionary<string, double>)own.ToDictionary(each => each.Part, each => each.Value!.Value)),
    };

    /// <summary>Whether an edit can act, and enough examples have it; where there are few examples, all of them are enough.</summary>
    internal bool IsRanked(ItemEffect effect) => effect.Acts && effect.Effect.Value is not null && effect.Effect.N >= Math.Min(FewestRanked, N);
}

/// <summary>The summary of a sweep where the answer is a label.</summary>
internal abstract record LabelSweepResult : SweepResult
{
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What effects are differences of.</summary>
    public EffectMetric Metric { get; init; }

    /// <summary><see cref="SweepResult.Clean"/> with its interval.</summary>
    public Estimate CleanEstimate { get; init; } = new(null, null, 0);

    public Proportion CleanAccuracy { get; init; } = Proportion.Of(0, 0);

    /// <summary>Everything that was edited, with intervals and tests.</summary>
    public IReadOnlyList<LabelEffect> Items { get; init; } = [];

    internal override IReadOnlyList<ItemEffect> All => Items;
}
