using LogitLens.Datasets;

namespace LogitLens.Experiments;

/// <summary>One way of asking: how many demonstrations come first, and which labels they show.</summary>
/// <param name="Demos">The kind of their labels; null without demonstrations.</param>
internal sealed record Condition(int Shots, DemonstrationLabels? Demos)
{
    /// <summary>What is asked, where that is told apart by something else than demonstrations; null where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }

    /// <summary>The condition in a word: <c>0-shot</c>, <c>2-shot-incorrect</c>, or its title.</summary>
    [JsonIgnore]
    public string Name => Title ?? (Demos is { } kind ? $"{Shots}-shot-{kind.ToString().ToLowerInvariant()}" : $"{Shots}-shot");

    /// <summary>A condition without demonstrations that goes by a name of its own.</summary>
    public static Condition Named(string title) => new(0, null) { Title = title };

    /// <summary>The conditions that lists of numbers and kinds combine to; without demonstrations their kind does not matter.</summary>
    public static IReadOnlyList<Condition> Combine(IEnumerable<int> shots, IEnumerable<string> demos) =>
    [
        .. shots.SelectMany(count => count == 0
            ? [new Condition(0, null)]
            : demos.Select(kind => new Condition(count, Enum.Parse<DemonstrationLabels>(kind, ignoreCase: true)))).Distinct(),
    ];
}
