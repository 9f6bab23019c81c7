using LogitLens.Experiments.Sweeps;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>The options of <c>interp head-ablation</c>.</summary>
public sealed record HeadAblationOptions : IExperimentOptions, IValidatedOptions, IOptionFacts
{
    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>What is ablated, and how.</summary>
    public AblationOptions Ablation { get; init; } = new();

    /// <summary>Activation patching instead of ablation.</summary>
    public PatchOptions Patch { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    [NotWith("pairs")]
    public PromptOptions Prompts { get; init; } = new();

    /// <summary>How answers to questions are written.</summary>
    public AnswerOptions Answers { get; init; } = new();

    /// <summary>What effects are tested for.</summary>
    [OnlyWith("task classification")]
    public SweepTestOptions Tests { get; init; } = new();

    /// <inheritdoc/>
    public RunOptions Run { get; init; } = new();

    /// <summary>What is done, in words: <c>zero</c>, <c>mean over position</c>, <c>denoise</c>.</summary>
    internal string EditName => (Patch.IsGiven, Ablation.Method, Ablation.MeanOver) switch
    {
        (true, _, _) => Patch.Direction == PatchDirection.Denoise ? "denoise" : "noise",
        (_, AblationMethod.Mean, MeanScope.Position) => "mean over position",
        (_, AblationMethod.Mean, _) => "mean over dataset",
        (_, AblationMethod.Resample, _) => "resample",
        _ => "zero",
    };

    /// <inheritdoc/>
    public IReadOnlyList<string> FactNames => [TaskOfData.FactName];

    /// <inheritdoc/>
    public OptionFact? FindFact(string name) => Patch.Pairs is null ? TaskOfData.Fact(Data) : null;

    /// <inheritdoc/>
    public void Validate() => Prompts.RequireOneCondition("head-ablation");
}

/// <summary>The parts of a model that a sweep goes through.</summary>
public enum SweptPart
{
    /// <summary>Attention heads, at z.</summary>
    Heads,

    /// <summary>Whole attention layers, at attn_out.</summary>
    Attention,

    /// <summary>MLPs, at mlp_out.</summary>
    Mlp,

    /// <summary>The residual stream before each layer.</summary>
    [OnlyWith("pairs or corrupt")]
    Resid,

    /// <summary>The direct path from each head to the logits.</summary>
    [OnlyWith("pairs or corrupt")]
    Paths,
}

/// <summary>What replaces an ablated activation.</summary>
public enum AblationMethod
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>Its mean over the data.</summary>
    Mean,

    /// <summary>Another example's.</summary>
    [OnlyWith("task classification")]
    Resample,
}

/// <summary>What a mean is taken over.</summary>
public enum MeanScope
{
    /// <summary>All positions of all prompts.</summary>
    Dataset,

    /// <summary>Each position over the prompts that reach it.</summary>
    [OnlyWith("task classification")]
    Position,
}

/// <summary>Where an ablation happens.</summary>
public enum SweptPositions
{
    /// <summary>Everywhere.</summary>
    All,

    /// <summary>At the prompt's last position.</summary>
    [OnlyWith("task classification")]
    Last,

    /// <summary>At the demonstrations' labels.</summary>
    [OnlyWith("task classification")]
    [OnlyWith("shots")]
    Label,

    /// <summary>At all of the demonstrations.</summary>
    [OnlyWith("task classification")]
    [OnlyWith("shots")]
    Demos,
}

/// <summary>What is ablated, how, and how the effect is measured.</summary>
[OptionGroup("Ablation")]
public sealed record AblationOptions
{
    /// <summary>The parts to go through.</summary>
    [Option("what", "What is edited, one after the other; resid and paths are for patching")]
    public SweptPart What { get; init; } = SweptPart.Heads;

    /// <summary>Heads to take; all for none.</summary>
    [Option("heads", "The heads to edit; all when not given")]
    [OnlyWith("what heads|paths")]
    [NotWith("screen")]
    public IReadOnlyList<HeadRange> Heads { get; init; } = [];

    /// <summary>What replaces an ablated activation.</summary>
    [Option("method", "What replaces an ablated activation: zeros, its mean over the data, or another example's (drawn by the seed)")]
    [NotWith("pairs or corrupt")]
    public AblationMethod Method { get; init; } = AblationMethod.Zero;

    /// <summary>What means are over.</summary>
    [Option("mean-over", "Whether --method mean takes one mean over all positions or one for each position")]
    [OnlyWith("method mean")]
    public MeanScope MeanOver { get; init; } = MeanScope.Dataset;

    /// <summary>Where it happens.</summary>
    [Option("positions", "Where an ablation happens: everywhere, at the last position, at the demonstrations' labels, in the demonstrations")]
    [NotWith("what resid|paths")]
    public SweptPositions Positions { get; init; } = SweptPositions.All;

    /// <summary>Whether the heads are removed together.</summary>
    [Option("group", "Also remove all of --heads together, and as many random other heads for control")]
    [OnlyWith("heads")]
    [OnlyWith("what heads")]
    [NotWith("pairs or corrupt")]
    public bool Group { get; init; }

    /// <summary>How many heads to remove one after the other.</summary>
    [Option("cumulative", "Also remove heads greedily, the worst-hit first, up to this many, and random ones for control", Min = 1, Max = 1000)]
    [OnlyWith("what heads")]
    [OnlyWith("task classification")]
    [NotWith("pairs or corrupt")]
    public int? Cumulative { get; init; }

    /// <summary>How many random sets and orders.</summary>
    [Option(
        "controls",
        "How many random sets --group is compared with, and random orders --cumulative; 99 sets and 19 orders when not given, since p can be no "
        + "smaller than 1 / (sets + 1)",
        Min = 1, Max = 10000)]
    [OnlyWith("group or cumulative")]
    public int? Controls { get; init; }

    /// <summary>Whether random heads are of the layers of the heads that they are compared with.</summary>
    [Option("match-layers", "Draw the random heads of --group and --cumulative from the same layers as the heads that they are compared with")]
    [OnlyWith("group or cumulative")]
    public bool MatchLayers { get; init; }

    /// <summary>How many heads to measure after a screen.</summary>
    [Option(
        "screen",
        "Measure only the heads that a gradient screen puts first, this many of them, and 12 random others for control", Min = 1, Max = 100000)]
    [OnlyWith("what heads")]
    [OnlyWith("task classification")]
    [NotWith("pairs or corrupt")]
    public int? Screen { get; init; }

    /// <summary>How many examples choose heads.</summary>
    [Option(
        "select-on", "How many examples --screen and --cumulative choose heads on; at most half of the data, and never measured on afterwards",
        Min = 1, Max = 100000)]
    [OnlyWith("screen or cumulative")]
    public int SelectOn { get; init; } = 64;

    /// <summary>Whether to compare cheap estimates with what is measured.</summary>
    [Option("screens", "Also estimate each head's effect by gradients and by direct logit attribution, and compare with what is measured")]
    [OnlyWith("what heads")]
    [OnlyWith("task classification")]
    [NotWith("pairs or corrupt")]
    public bool Screens { get; init; }

    /// <summary>What effects are differences of.</summary>
    [Option("metric", EffectMetrics.Help)]
    [OnlyWith("task classification")]
    public EffectMetric Metric { get; init; } = EffectMetric.LogitDifference;
}

/// <summary>How a prompt is corrupted.</summary>
public enum Corruption
{
    /// <summary>Another text, of another class and of the nearest length.</summary>
    Text,

    /// <summary>Demonstrations with wrong labels.</summary>
    [OnlyWith("shots")]
    Demos,
}

/// <summary>The run that is patched.</summary>
public enum PatchDirection
{
    /// <summary>Clean activations go into the corrupted run: what restores the answer.</summary>
    Denoise,

    /// <summary>Corrupted activations go into the clean run: what breaks the answer.</summary>
    Noise,
}

/// <summary>Activation patching: pairs of runs, and which is patched from which.</summary>
[OptionGroup("Patching")]
public sealed record PatchOptions
{
    /// <summary>A file of pairs.</summary>
    [Option(
        "pairs",
        "Patch between pairs of prompts: JSON lines with clean and corrupted, each a text or an array of token ids of one length, and label, "
        + "the right label's number from 0 of the clean one",
        Placeholder = "FILE", Input = true)]
    public string? Pairs { get; init; }

    /// <summary>How the dataset's prompts are corrupted.</summary>
    [Option("corrupt", "Patch between each prompt and a corrupted one: another class's text, or demonstrations with wrong labels")]
    [OnlyWith("task classification")]
    [NotWith("pairs")]
    public Corruption? Corrupt { get; init; }

    /// <summary>Which run is patched.</summary>
    [Option("direction", "denoise: clean activations into the corrupted run; noise: corrupted ones into the clean run")]
    [OnlyWith("pairs or corrupt")]
    public PatchDirection Direction { get; init; } = PatchDirection.Denoise;

    /// <summary>Whether anything is patched.</summary>
    public bool IsGiven => Pairs is not null || Corrupt is not null;
}
