using LogitLens.Options;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>How answers to questions are written under each edit: greedily, up to a line end.</summary>
[OptionGroup("Questions with exact answers")]
public sealed record AnswerOptions
{
    /// <summary>The longest answer when none is asked for: every edit writes every answer anew, and most are a word or a number.</summary>
    public const int DefaultMaxNewTokens = 16;

    /// <summary>The longest answer.</summary>
    [Option(
        "max-new-tokens", "Questions: the most tokens of an answer, which is written anew under every edit, up to a line end", Min = 1, Max = 4096)]
    [OnlyWith("task generation")]
    public int MaxNewTokens { get; init; } = DefaultMaxNewTokens;
}
