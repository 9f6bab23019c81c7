using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Lens;

/// <summary>The value that colours the cells of a prompt's lens figure.</summary>
public enum LensValue
{
    /// <summary>Probability of the layer's top token.</summary>
    Probability,

    /// <summary>Its logit.</summary>
    Logit,

    /// <summary>Entropy of the layer's prediction, in nats.</summary>
    Entropy,

    /// <summary>KL(model's output || layer's prediction), in nats.</summary>
    Kl,

    /// <summary>Rank at the layer of the token that the model puts first.</summary>
    Rank,
}

/// <summary>The options of <c>interp logit-lens</c>.</summary>
public sealed record LogitLensOptions : IExperimentOptions
{
    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>Whose final norm and unembedding read the layers.</summary>
    [Option(
        "readout",
        "Read the layers by the final norm and the unembedding of another model of the same width and vocabulary, as the one that this was finetuned from. "
        + "The model's output is then what these make of its last layer",
        Placeholder = "MODEL", Input = true)]
    public string? Readout { get; init; }

    /// <summary>Which prompt, when it is one prompt that is looked at.</summary>
    public LensPromptOptions Prompt { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    [NotWith("prompt or token-ids")]
    public PromptOptions Prompts { get; init; } = new();

    /// <summary>Examples to draw.</summary>
    [Option(
        "examples",
        "Ids of examples to draw layer by layer (dev:17,dev:40); the clearest cases of overthinking when not given",
        Placeholder = "ID")]
    [NotWith("prompt or token-ids")]
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <inheritdoc/>
    [NotWith("prompt or token-ids", Option = "seed")]
    public RunOptions Run { get; init; } = new();
}

/// <summary>A single prompt to look at.</summary>
[OptionGroup("One prompt")]
public sealed record LensPromptOptions
{
    /// <summary>The prompt's text.</summary>
    [Option("prompt", "Look at every layer and position of this one text instead of a dataset", Placeholder = "TEXT")]
    public string? Prompt { get; init; }

    /// <summary>The prompt's token ids.</summary>
    [Option("token-ids", "The same for a prompt given as token ids", Placeholder = "ID", Min = 0)]
    [NotWith("prompt")]
    public IReadOnlyList<int> TokenIds { get; init; } = [];

    /// <summary>What colours the cells.</summary>
    [Option("show", "What colours the figure's cells")]
    [OnlyWith("prompt or token-ids")]
    public LensValue Show { get; init; } = LensValue.Probability;

    /// <summary>How many tokens to record in each cell.</summary>
    [Option("top-k", "How many top tokens to record at each layer and position", Min = 1, Max = 1000)]
    [OnlyWith("prompt or token-ids")]
    public int TopK { get; init; } = 5;

    /// <summary>The positions to draw.</summary>
    [Option("positions", "The positions to draw; all when not given")]
    [OnlyWith("prompt or token-ids")]
    public PositionRange? Positions { get; init; }

    /// <summary>Whether there is a prompt.</summary>
    public bool IsGiven => Prompt is not null || TokenIds.Count > 0;
}
