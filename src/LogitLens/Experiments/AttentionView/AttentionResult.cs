using LogitLens.Experiments.HeadAblation;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.AttentionView;

/// <summary>What is found for one prompt beside its patterns, which stand in a safetensors file.</summary>
internal sealed record AttentionRecord : IUnitRecord
{
    public required string Id { get; init; }

    /// <summary>Its tokens.</summary>
    public int Tokens { get; init; }

    /// <summary>How much the last position gives to each part of the prompt, by the part's name: [layer][head], adding up to 1 over parts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<double[]>>? ToParts { get; init; }
}

/// <summary>What is found out once: what each head attends to.</summary>
/// <param name="Descriptions">One for each head, by layer.</param>
internal sealed record AttentionSetup(IReadOnlyList<HeadDescription> Descriptions);

/// <summary>The summary of <c>interp attention</c>.</summary>
internal sealed record AttentionResult
{
    /// <summary>Number of prompts.</summary>
    public int N { get; init; }

    /// <summary>What counts: the pattern, or the pattern times what is written.</summary>
    public AttentionWeight Weight { get; init; }

    /// <summary>One prompt's tokens in readable form; empty over a dataset.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>The file with a prompt's patterns, in the run's folder; null over a dataset.</summary>
    public string? Patterns { get; init; }

    /// <summary>What each head attends to.</summary>
    public IReadOnlyList<HeadDescription> Heads { get; init; } = [];

    /// <summary>How much each head gives, from the last position, to each part of the prompts; empty for one prompt.</summary>
    public IReadOnlyList<HeadPart> Parts { get; init; } = [];

    /// <summary>What a reader should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How much a head gives, from the last position, to one part of the prompts.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Head">The head in it.</param>
/// <param name="Part">The part: text, instruction, cue, a demonstration, a demonstration's label, the rest.</param>
/// <param name="Share">Its share, mean over the prompts that have the part.</param>
internal sealed record HeadPart(int Layer, int Head, string Part, Estimate Share);
