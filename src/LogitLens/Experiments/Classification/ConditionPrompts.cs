using LogitLens.Datasets.Prompts;

namespace LogitLens.Experiments.Classification;

/// <summary>The prompts of one condition, one for each example in the dataset's order.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Prompts">The prompts.</param>
/// <param name="SharedLength">
/// How many tokens all prompts begin with and are worth computing once; 0 where that is too few to be worth it.
/// </param>
public sealed record ConditionPrompts(Condition Condition, IReadOnlyList<TokenisedPrompt> Prompts, int SharedLength)
{
    private const int WorthSharing = 8;

    /// <summary>Finds what the prompts share.</summary>
    public static ConditionPrompts Of(Condition condition, IReadOnlyList<TokenisedPrompt> prompts)
    {
        int shared = TokenisedPrompt.SharedPrefixLength(prompts);
        return new ConditionPrompts(condition, prompts, shared >= WorthSharing ? shared : 0);
    }
}
