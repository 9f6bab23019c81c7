using LogitLens.Datasets;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>A dataset as prompts, under one condition or several.</summary>
/// <param name="Conditions">The prompts of each condition and draw, in the order of the examples.</param>
internal abstract record DatasetPrompts(IReadOnlyList<ConditionPrompts> Conditions) : ReadData
{
    /// <summary>How demonstrations were come by.</summary>
    public DemonstrationDesign Demonstrations { get; init; } = new(DemonstrationOrigin.None, 1);

    /// <summary>Each example's cluster by its id; null where examples are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters { get; init; }

    public IReadOnlyList<Condition> DistinctConditions => [.. Conditions.Select(prompts => prompts.Condition).Distinct()];

    public sealed override DatasetInput Input => base.Input with
    {
        CutTexts = Conditions.Max(condition => condition.Prompts.Count(prompt => prompt.CutTextTokens > 0)),
    };

    /// <summary>What was cut of texts that are too long: "texts were cut ... context".</summary>
    protected abstract string Cut { get; }

    /// <summary>Whether examples are token ids, which are whole prompts: nothing can be put before or around them.</summary>
    /// <param name="prompts">What is asked for.</param>
    /// <param name="contentFree">Whether texts without content are to be put in their place.</param>
    /// <exception cref="InputException">They are, and something is asked for.</exception>
    protected static bool RequireWholePrompts(Dataset dataset, PromptOptions prompts, bool contentFree = false)
    {
        if (dataset.Examples[0].TokenIds is null)
        {
            return false;
        }

        string? option = prompts.Shots.Max() > 0 ? "--shots" : prompts.Template is not null ? "--template" : contentFree ? "--calibrate" : null;
        return option is null ? true : throw new InputException($"{dataset.Name} holds token ids, which are whole prompts already; leave {option} out");
    }

    protected override IEnumerable<string> Remarks() =>
        [.. Input.CutTexts > 0 ? [$"{Input.CutTexts} {Cut}"] : Array.Empty<string>(), .. Demonstrations.Notes(), .. ExampleClusters.Notes(Clusters)];
}
