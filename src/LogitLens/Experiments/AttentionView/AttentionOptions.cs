using LogitLens.Experiments.HeadAblation;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionView;

/// <summary>What says how much a position counts for another.</summary>
public enum AttentionWeight
{
    /// <summary>The attention pattern: what a query pays to each key, adding up to 1.</summary>
    Pattern,

    /// <summary>
    /// The pattern times the length of what the head then writes: the key's value vector through the head's part of the output projection
    /// (Kobayashi et al. 2020). A position that is attended to and has nothing to say counts for little.
    /// </summary>
    Values,
}

/// <summary>The options of <c>interp attention</c>.</summary>
public sealed record AttentionOptions : IExperimentOptions, IValidatedOptions
{
    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>The prompt's text.</summary>
    [Option("prompt", "Look at every pattern of this one text instead of a dataset", Placeholder = "TEXT")]
    public string? Prompt { get; init; }

    /// <summary>The prompt's token ids.</summary>
    [Option("token-ids", "The same for a prompt given as token ids", Placeholder = "ID", Min = 0)]
    [NotWith("prompt")]
    public IReadOnlyList<int> TokenIds { get; init; } = [];

    /// <summary>The heads to draw.</summary>
    [Option("heads", "Heads to draw one by one with their tokens (2.1,3.0-3.3); all are drawn small when not given")]
    [OnlyWith("prompt or token-ids")]
    public IReadOnlyList<HeadRange> Heads { get; init; } = [];

    /// <summary>What counts.</summary>
    [Option("weight", "What says how much a position counts for another")]
    public AttentionWeight Weight { get; init; } = AttentionWeight.Pattern;

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    [NotWith("prompt or token-ids")]
    public PromptOptions Prompts { get; init; } = new();

    /// <inheritdoc/>
    public RunOptions Run { get; init; } = new();

    /// <summary>Whether one prompt is looked at.</summary>
    internal bool IsPrompt => Prompt is not null || TokenIds.Count > 0;

    /// <inheritdoc/>
    public void Validate()
    {
        Prompts.RequireOneCondition("attention");
        Prompts.RequireOneDraw("attention looks at one prompt for each example");
        if (IsPrompt && Data.LabelTokenIds.Count > 0)
        {
            throw new InputException("--label-token-ids: attention asks nothing of a prompt that labels would answer; leave it out");
        }
    }
}
