namespace LogitLens.Runs;

/// <summary>What the model saw of a unit of work, a line of prompts.jsonl: a failure can then be read without looking for the data.</summary>
public sealed record UnitPrompt
{
    /// <summary>The unit's id.</summary>
    public required string Id { get; init; }

    /// <summary>The condition's name; null where there are none.</summary>
    public string? Condition { get; init; }

    /// <summary>The example's id; null for a text that is no example.</summary>
    public string? Example { get; init; }

    /// <summary>The example's own text; null where it is token ids of a model without a tokenizer.</summary>
    public string? Text { get; init; }

    /// <summary>The right label or answer; null where there is none.</summary>
    public string? Right { get; init; }

    /// <summary>What the example belongs to; null where examples are independent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cluster { get; init; }

    /// <summary>Tokens of the whole prompt.</summary>
    public int Tokens { get; init; }

    /// <summary>The prompt as its tokens spell it, less what all prompts of the condition begin with; null without a tokenizer.</summary>
    public string? Prompt { get; init; }

    /// <summary>The demonstrations, where the example has its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ShownDemonstration>? Demonstrations { get; init; }

    /// <summary>What all prompts of the condition begin with, which is written once; null where that is nothing.</summary>
    [JsonIgnore]
    public SharedPrompt? Shared { get; init; }

    /// <summary>The whole prompt; null without a tokenizer.</summary>
    [JsonIgnore]
    public string? Whole => Prompt is null ? null : Shared?.Prefix + Prompt;
}

/// <summary>What all prompts of a condition begin with: a line of prompts.jsonl before theirs.</summary>
/// <param name="Condition">The condition's name; null where there are none.</param>
/// <param name="Prefix">The text; null without a tokenizer.</param>
/// <param name="PrefixTokens">Its tokens.</param>
/// <param name="Demonstrations">The demonstrations in it.</param>
public sealed record SharedPrompt(string? Condition, string? Prefix, int PrefixTokens, IReadOnlyList<ShownDemonstration> Demonstrations);

/// <summary>A demonstration in a prompt.</summary>
/// <param name="Example">The example's id.</param>
/// <param name="Shown">The label or answer that it shows, right or not.</param>
public sealed record ShownDemonstration(string Example, string Shown);
