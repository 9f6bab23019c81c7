using LogitLens.Datasets;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>The prompts of one condition, one for each example in the dataset's order.</summary>
/// <param name="SharedLength">
/// How many tokens all prompts begin with and are worth computing once; 0 where that is too few to be worth it.
/// </param>
internal sealed record ConditionPrompts(Condition Condition, IReadOnlyList<TokenisedPrompt> Prompts, int SharedLength)
{
    private const int WorthSharing = 8;

    /// <summary>Which of several draws of demonstrations, from 1; null where there is one, or none.</summary>
    public int? Draw { get; init; }

    /// <summary>[example] the demonstrations before the example's text.</summary>
    public IReadOnlyList<IReadOnlyList<Demonstration>> Demonstrations { get; init; } = [];

    /// <summary>How many texts without content there are.</summary>
    public int ContentFreeTexts { get; init; }

    /// <summary>
    /// The same prompts with texts that have no content, in the order in which these were given; they share the beginning too. Where each
    /// example has demonstrations of its own, those of the first example, then those of the second.
    /// </summary>
    public IReadOnlyList<TokenisedPrompt> ContentFree { get; init; } = [];

    /// <summary>The id of the unit of work that is one example under this condition and draw.</summary>
    public string UnitId(string example) => $"{NameOf(Condition.Name, Draw)}/{example}";

    /// <summary>A condition's name under one of several draws.</summary>
    public static string NameOf(string condition, int? draw) => draw is null ? condition : $"{condition}/draw-{draw}";

    /// <summary>What prompts.jsonl says of a unit, less its example.</summary>
    /// <param name="spell">Tokens as the text they spell; null without a tokenizer.</param>
    public UnitPrompt Shown(WorkUnit unit, IReadOnlyList<int> ids, Func<IEnumerable<int>, string?> spell)
    {
        string condition = NameOf(Condition.Name, Draw);
        ShownDemonstration[] shown = ShownBefore(unit.Example < Prompts.Count ? unit.Example : (unit.Example - Prompts.Count) / Math.Max(1, ContentFreeTexts));
        return new UnitPrompt
        {
            Id = unit.Id,
            Condition = condition,
            Tokens = ids.Count,
            Prompt = spell(ids.Skip(SharedLength)),
            Demonstrations = SharedLength == 0 ? shown : null,
            Shared = SharedLength == 0 ? null : new SharedPrompt(condition, spell(ids.Take(SharedLength)), SharedLength, shown),
        };
    }

    /// <summary>The demonstrations before an example's text, as prompts.jsonl has them.</summary>
    public ShownDemonstration[] ShownBefore(int example) => example < Demonstrations.Count
        ? [.. Demonstrations[example].Select(demonstration => new ShownDemonstration(demonstration.Example.Id, demonstration.Shown))]
        : [];

    /// <summary>Finds what the prompts share.</summary>
    public static ConditionPrompts Of(Condition condition, IReadOnlyList<TokenisedPrompt> prompts, IReadOnlyList<TokenisedPrompt>? contentFree = null)
    {
        int shared = TokenisedPrompt.SharedPrefixLength([.. prompts, .. contentFree ?? []]);
        return new ConditionPrompts(condition, prompts, shared >= WorthSharing ? shared : 0) { ContentFree = contentFree ?? [] };
    }
}
