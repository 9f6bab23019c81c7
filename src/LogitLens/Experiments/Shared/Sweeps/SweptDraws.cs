using LogitLens.Runs;

namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// The prompts of a sweep under each draw of demonstrations: the same examples, each draw with a beginning of its own that its prompts share.
/// Without demonstrations, or with one set of them, there is one draw. A draw is swept like a run of its own; summaries join them.
/// </summary>
/// <param name="Draws">The prompts of each draw, one at least.</param>
internal sealed record SweptDraws(IReadOnlyList<SweptData> Draws) : IRunData
{
    /// <summary>The first draw: what it says of examples and labels holds for all.</summary>
    public SweptData First => Draws[0];

    public int Count => First.Examples.Count;

    public IReadOnlyList<string> Words => First.Words;

    public DatasetInput Input => First.Input with { CutTexts = Draws.Max(draw => draw.Input.CutTexts) };

    public IReadOnlyList<string> Notes => [.. First.Notes, .. PositionNotes()];

    /// <summary>How demonstrations were come by; null where there can be none.</summary>
    public DemonstrationDesign? Demonstrations => First.Demonstrations;

    /// <summary>Each example's cluster by its id; null where all are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters => First.Examples.Count == 0 || First.Examples.Any(example => example.Cluster is null)
        ? null
        : First.Examples.ToDictionary(example => example.Id, example => example.Cluster!, StringComparer.Ordinal);

    public UnitPrompt PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell) => Draws[unit.Condition].PromptOf(unit, spell);

    /// <summary>The number that a draw has in records, from 1; null where there is one.</summary>
    public int? NumberOf(int draw) => Draws.Count == 1 ? null : draw + 1;

    /// <summary>The unit of work that is one example under one draw.</summary>
    public WorkUnit UnitOf(int draw, int example)
    {
        string id = First.Examples[example].Id;
        return new WorkUnit(NumberOf(draw) is { } number ? $"draw-{number}/{id}" : id, example, draw);
    }

    /// <summary>
    /// The positions that patches by position go through. Under several draws those from the end, as far as each draw's shortest text
    /// reaches: the n-th token of one draw's demonstrations has no counterpart in another's.
    /// </summary>
    public IReadOnlyList<int> Positions()
    {
        if (Draws.Count == 1)
        {
            return First.Positions();
        }

        int reach = Draws.Min(draw => draw.Examples.Min(example => example.Ids.Length) - draw.Shared);
        return [.. Enumerable.Range(-reach, reach)];
    }

    /// <summary>The token that the prompts of all draws have at a position; null where they differ.</summary>
    public int? CommonToken(int position)
    {
        int?[] found = [.. Draws.Select(draw => draw.CommonToken(position)).Distinct()];
        return found.Length == 1 ? found[0] : null;
    }

    private IEnumerable<string> PositionNotes() => Draws.Count > 1 && First.Examples.Any(example => example.SourceIds is not null)
        ? ["patches by position begin after the demonstrations, whose positions differ from draw to draw"]
        : [];
}
