using LogitLens.Datasets;
using LogitLens.Runs;

namespace LogitLens.Experiments.Sweeps;

/// <summary>One prompt to run a model on.</summary>
/// <param name="Spans">Where the prompt's parts are; null where that is not known.</param>
/// <param name="SourceIds">The prompt of the run that patches or resampled activations come from; null where there is none.</param>
internal sealed record SweptExample(string Id, int Label, int[] Ids, PromptSpans? Spans, int[]? SourceIds)
{
    /// <summary>The other example of the data whose prompt is one of the two runs'; null where there is none.</summary>
    public string? OtherId { get; init; }

    /// <summary>What the example belongs to; null where all are independent.</summary>
    public string? Cluster { get; init; }

    /// <summary>Its own text; null where it is token ids.</summary>
    public string? Text { get; init; }

    /// <summary>The demonstrations in its prompt.</summary>
    public IReadOnlyList<ShownDemonstration> Demonstrations { get; init; } = [];
}

/// <summary>The prompts that a sweep runs over, under one draw of demonstrations, as the edits see them.</summary>
/// <param name="Examples">The prompts, in the data's order.</param>
/// <param name="Shared">Tokens that all prompts begin with alike, and all source prompts; worth computing once.</param>
/// <param name="LabelTokens">The token of each label.</param>
/// <param name="Input">What run.json says of the data.</param>
/// <param name="Notes">What a reader of the results should know of the data.</param>
internal sealed record SweptData(
    IReadOnlyList<SweptExample> Examples, int Shared, int[] LabelTokens, IReadOnlyList<string> Words, DatasetInput Input, IReadOnlyList<string> Notes)
{
    private const int WorthSharing = 2;

    /// <summary>The way of asking, with the number of the draw where there are several; null where there are no demonstrations.</summary>
    public string? Condition { get; init; }

    /// <summary>How demonstrations were come by; null where there can be none.</summary>
    public DemonstrationDesign? Demonstrations { get; init; }

    /// <summary>What the model sees of a unit of work; where patches are made, of the run that is patched.</summary>
    /// <param name="spell">Tokens as the text they spell; null without a tokenizer.</param>
    public UnitPrompt PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell)
    {
        SweptExample example = Examples[unit.Example];

        // A beginning that ends within the demonstrations does not hold all of them.
        bool sharesAll = example.Demonstrations.Count > 0 && example.Spans is { } spans && spans.Demonstrations.All(each => each.Whole.End <= Shared);
        return new UnitPrompt
        {
            Id = unit.Id,
            Condition = Condition,
            Example = example.Id,
            Text = example.Text ?? spell(example.Ids)?.Trim(),
            Right = Words[example.Label],
            Cluster = example.Cluster,
            Tokens = example.Ids.Length,
            Prompt = spell(example.Ids.Skip(Shared)),
            Demonstrations = sharesAll || example.Demonstrations.Count == 0 ? null : example.Demonstrations,
            Shared = Shared == 0 ? null : new SharedPrompt(Condition, spell(example.Ids.Take(Shared)), Shared, sharesAll ? example.Demonstrations : []),
        };
    }

    /// <summary>What all prompts begin with, in both runs where there are two; 0 where that is too little to be worth it.</summary>
    public static int SharedLength(IReadOnlyList<SweptExample> examples)
    {
        int shared = Shortest(examples.Select(example => example.Ids));
        if (examples.Any(example => example.SourceIds is not null))
        {
            shared = Math.Min(shared, Shortest(examples.Select(example => example.SourceIds!)));
        }

        return shared >= WorthSharing ? shared : 0;

        static int Shortest(IEnumerable<int[]> prompts) =>
            TokenisedPrompt.SharedPrefixLength([.. prompts.Select(ids => new TokenisedPrompt(ids, null, 0))]);
    }

    /// <summary>Some of the examples as the sweep engine takes them.</summary>
    /// <param name="chosen">Places in <see cref="Examples"/>.</param>
    public SweepBatch Batch(IReadOnlyList<int> chosen)
    {
        SweptExample first = Examples[chosen[0]];
        return new SweepBatch([.. chosen.Select(index => Examples[index].Ids[Shared..])], chosen)
        {
            Prefix = first.Ids[..Shared],
            Source = first.SourceIds is null
                ? null
                : new SweepSource([.. chosen.Select(index => Examples[index].SourceIds![Shared..])], first.SourceIds[..Shared]),
        };
    }

    /// <summary>
    /// The positions that patches by position go through. Prompts of one length have all of theirs; of several lengths, what all share from
    /// the beginning on, and the rest from the end, as far as the shortest prompt reaches.
    /// </summary>
    public IReadOnlyList<int> Positions()
    {
        int shortest = Examples.Min(example => example.Ids.Length), longest = Examples.Max(example => example.Ids.Length);
        return shortest == longest
            ? [.. Enumerable.Range(0, longest)]
            : [.. Enumerable.Range(0, Shared), .. Enumerable.Range(Shared - shortest, shortest - Shared)];
    }

    /// <summary>The token that all prompts have at a position, from the beginning, or if below zero from the end; null where they differ.</summary>
    public int? CommonToken(int position)
    {
        int[] found = [.. Examples.Select(example => example.Ids[position < 0 ? example.Ids.Length + position : position]).Distinct().Take(2)];
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>Tokens of an example, of the longer of its runs, without what is shared.</summary>
    public int LengthOf(int example) => Math.Max(Examples[example].Ids.Length, Examples[example].SourceIds?.Length ?? 0) - Shared;
}
