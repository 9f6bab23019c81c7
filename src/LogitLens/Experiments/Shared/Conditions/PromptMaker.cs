using LogitLens.Datasets;

namespace LogitLens.Experiments;

/// <summary>Renders the prompts of conditions, under each draw of their demonstrations.</summary>
/// <param name="demonstrations">What comes before each example.</param>
internal sealed class PromptMaker(PromptEncoder encoder, BoundTemplate template, DemonstrationSource demonstrations)
{
    /// <summary>The prompts of each condition, those of its draws one after the other.</summary>
    /// <param name="contentFree">Texts without content, to be put into each prompt that differs but by its text.</param>
    public IReadOnlyList<ConditionPrompts> Make(
        IEnumerable<Condition> conditions, IReadOnlyList<Example> examples, IReadOnlyList<string>? contentFree = null) =>
    [
        .. conditions.SelectMany(condition => Enumerable.Range(0, condition.Demos is null ? 1 : demonstrations.Draws)
            .Select(draw => Make(condition, draw, examples, contentFree ?? []))),
    ];

    private ConditionPrompts Make(Condition condition, int draw, IReadOnlyList<Example> examples, IReadOnlyList<string> contentFree)
    {
        bool own = condition.Demos is not null && demonstrations.IsPerExample;
        IReadOnlyList<Demonstration>[] shown = own
            ? [.. examples.Select(example => Shown(condition, draw, example))]
            : [.. Enumerable.Repeat(Shown(condition, draw, examples[0]), examples.Count)];
        PromptRenderer? shared = own ? null : new PromptRenderer(template, shown[0]);
        PromptRenderer[] renderers = [.. shown.Select(demos => shared ?? new PromptRenderer(template, demos))];
        TokenisedPrompt[] prompts = [.. examples.Zip(renderers, (example, renderer) => encoder.Encode(renderer, example))];
        TokenisedPrompt[] empty = [.. (own ? renderers : renderers[..1]).SelectMany(renderer =>
            contentFree.Select(text => encoder.Encode(renderer, new Example(text, text, examples[0].Source))))];
        return ConditionPrompts.Of(condition, prompts, empty) with
        {
            Draw = condition.Demos is not null && demonstrations.Draws > 1 ? draw + 1 : null,
            Demonstrations = shown,
            ContentFreeTexts = contentFree.Count,
        };
    }

    private IReadOnlyList<Demonstration> Shown(Condition condition, int draw, Example example) =>
        condition.Demos is { } kind ? demonstrations.Of(condition.Shots, kind, draw, example) : [];
}
