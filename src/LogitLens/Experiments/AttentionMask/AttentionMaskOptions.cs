using LogitLens.Experiments.Sweeps;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>The options of <c>interp attention-mask</c>.</summary>
public sealed record AttentionMaskOptions : IExperimentOptions, IValidatedOptions
{
    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>What is hidden, and how the effect is measured.</summary>
    public MaskOptions Mask { get; init; } = new();

    /// <summary>What effects are tested for.</summary>
    public SweepTestOptions Tests { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    public PromptOptions Prompts { get; init; } = new();

    /// <inheritdoc/>
    public RunOptions Run { get; init; } = new();

    /// <inheritdoc/>
    public void Validate() => Prompts.RequireOneCondition("attention-mask");
}

/// <summary>Ready lists of regions.</summary>
public enum RegionSeries
{
    /// <summary>Each head's whole pattern.</summary>
    Heads,

    /// <summary>The last position's sight of each part of the prompt.</summary>
    Spans,

    /// <summary>Each distance between query and key.</summary>
    Distance,

    /// <summary>Each token of the text, unseen by all.</summary>
    Tokens,

    /// <summary>Each position's sight.</summary>
    Rows,

    /// <summary>Each position, unseen by all.</summary>
    Cols,
}

/// <summary>Whether what is left of a row of the pattern is brought back to a sum of 1.</summary>
public enum Renormalisation
{
    /// <summary>Edges are hidden before the softmax.</summary>
    On,

    /// <summary>Edges are hidden after it.</summary>
    Off,
}

/// <summary>What is hidden, and how the effect is measured.</summary>
[OptionGroup("Mask")]
public sealed record MaskOptions : IValidatedOptions
{
    /// <summary>Regions to hide.</summary>
    [Option(
        "region",
        "Edges to hide: L5.H1 for a head's pattern, L0-3.H*:row=last,span=text for the last position's sight of the text in four layers; "
        + "+ joins, ; parts several to be hidden one after the other",
        Placeholder = "REGION")]
    public string? Region { get; init; }

    /// <summary>A ready list of regions.</summary>
    [Option(
        "sweep",
        "Hide one after the other: each head, the last position's sight of each part of the prompt, each distance, each token of the text, each "
        + "position's row or column; heads when there is no --region either")]
    public RegionSeries? Sweep { get; init; }

    /// <summary>Layers at a time.</summary>
    [Option(
        "window",
        "In how many layers at a time a sweep hides edges, from each layer on; a quarter of the layers for spans, else all of them when not given",
        Min = 1, Max = 1000)]
    [OnlyWith("sweep spans|distance|tokens|rows|cols")]
    public int? Window { get; init; }

    /// <summary>Whether rows renormalise.</summary>
    [Option("renormalise", "Whether the rest of a row is brought back to a sum of 1: edges are hidden before the softmax, or after it")]
    public Renormalisation Renormalise { get; init; } = Renormalisation.On;

    /// <summary>What effects are differences of.</summary>
    [Option("metric", EffectMetrics.Help)]
    public EffectMetric Metric { get; init; } = EffectMetric.LogitDifference;

    /// <summary>How many examples are drawn token by token.</summary>
    [Option("strips", "How many examples --sweep tokens draws token by token, those that are moved most", Min = 0, Max = 100)]
    [OnlyWith("sweep tokens")]
    public int Strips { get; init; } = 8;

    /// <inheritdoc/>
    public void Validate()
    {
        if (Region is not null)
        {
            _ = RegionParser.Parse(Region);
        }
    }
}
