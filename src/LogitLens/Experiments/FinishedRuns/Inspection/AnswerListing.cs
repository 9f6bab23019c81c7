using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>Examples of a run with what the model answered, to be read one by one.</summary>
public sealed record AnswerListing
{
    /// <summary>How many answers there are of each kind, the most frequent first.</summary>
    public required IReadOnlyList<KindCount> Kinds { get; init; }

    /// <summary>How many of the listed kinds there are.</summary>
    public required int Found { get; init; }

    /// <summary>The worst of them: those whose right answer the model thinks least probable.</summary>
    public required IReadOnlyList<ListedAnswer> Answers { get; init; }

    /// <summary>Lists a run's examples.</summary>
    /// <param name="run">The run.</param>
    /// <param name="experiment">Its experiment.</param>
    /// <param name="kinds">The kinds to list; none for all that are wrong.</param>
    /// <param name="condition">The condition to list; null for all.</param>
    /// <param name="top">How many to list at most.</param>
    /// <exception cref="InputException">The run has no answers, or none of a kind or condition of that name.</exception>
    public static AnswerListing Of(FinishedRun run, ExperimentKind experiment, IReadOnlyList<string> kinds, string? condition, int top)
    {
        IReadOnlyDictionary<string, UnitPrompt> prompts = run.Prompts();
        IEnumerable<(GivenAnswer Answer, UnitPrompt? Prompt)> all = experiment.Answers(run).Select(answer => (answer, prompts.GetValueOrDefault(answer.Id)));
        return Of([.. all.Select(each => new ListedAnswer(each.Answer, each.Prompt))], run.Folder, kinds, condition, top);
    }

    internal static AnswerListing Of(IReadOnlyList<ListedAnswer> all, string folder, IReadOnlyList<string> kinds, string? condition, int top)
    {
        if (all.Count == 0)
        {
            throw new InputException($"{folder}: its examples have no answers that are right or wrong");
        }

        string[] conditions = [.. all.Select(answer => answer.Condition).OfType<string>().Distinct()];
        if (condition is not null && !conditions.Contains(condition))
        {
            throw new InputException(
                $"--condition {condition}: {folder} has "
                + $"{(conditions.Length == 0 ? "no conditions" : string.Join(", ", conditions))}{NearestName.Hint(condition, conditions)}");
        }

        ListedAnswer[] asked = [.. all.Where(answer => condition is null || answer.Condition == condition)];
        KindCount[] counts =
        [
            .. asked.GroupBy(answer => answer.Kind).Select(group => new KindCount(group.Key, group.Count(), group.First().IsCorrect))
                .OrderByDescending(count => count.N).ThenBy(count => count.Kind, StringComparer.Ordinal),
        ];
        if (kinds.FirstOrDefault(kind => counts.All(count => count.Kind != kind)) is { } unknown)
        {
            throw new InputException(
                $"--kind {unknown}: no example is of that kind{NearestName.Hint(unknown, counts.Select(count => count.Kind))}; "
                + $"there are {string.Join(", ", counts.Select(count => $"{count.Kind} ({count.N})"))}");
        }

        ListedAnswer[] listed = [.. asked.Where(answer => kinds.Count == 0 ? !answer.IsCorrect : kinds.Contains(answer.Kind))];
        return new AnswerListing
        {
            Kinds = counts,
            Found = listed.Length,
            Answers = [.. listed.OrderBy(answer => answer.RightProbability).ThenBy(answer => answer.Id, StringComparer.Ordinal).Take(top)],
        };
    }
}

/// <summary>How many answers are of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="N">How many.</param>
/// <param name="IsCorrect">Whether they are right.</param>
public sealed record KindCount(string Kind, int N, bool IsCorrect);

/// <summary>An answer with what was asked.</summary>
public sealed record ListedAnswer
{
    /// <summary>Joins an answer with its prompt.</summary>
    public ListedAnswer(GivenAnswer answer, UnitPrompt? prompt)
    {
        (Id, Kind, IsCorrect, Given, Confidence, RightProbability) =
            (answer.Id, answer.Kind, answer.IsCorrect, answer.Given, answer.Confidence, answer.RightProbability);
        (Condition, Example, Text, Prompt) = (prompt?.Condition, prompt?.Example, prompt?.Text, prompt?.Whole);
        Right = answer.Right ?? prompt?.Right;
    }

    /// <summary>The unit's id.</summary>
    public string Id { get; }

    /// <summary>The condition's name; null where there are none.</summary>
    public string? Condition { get; }

    /// <summary>The example's id.</summary>
    public string? Example { get; }

    /// <summary>What became of it.</summary>
    public string Kind { get; }

    /// <summary>Whether it is right.</summary>
    public bool IsCorrect { get; }

    /// <summary>The right answer.</summary>
    public string? Right { get; }

    /// <summary>The model's answer.</summary>
    public string? Given { get; }

    /// <summary>The probability of the given answer among those that were to be told apart; null where it has none.</summary>
    public double? Confidence { get; }

    /// <summary>The probability of the right answer.</summary>
    public double RightProbability { get; }

    /// <summary>The example's text; null where the run kept none.</summary>
    public string? Text { get; }

    /// <summary>The whole prompt; null where the run kept none.</summary>
    public string? Prompt { get; }
}
