namespace LogitLens.Options;

/// <summary>
/// How examples become prompts, and which demonstrations come before them. Each combination of shots and demos is one condition.
/// </summary>
[OptionGroup("Prompt")]
public sealed record PromptOptions : IValidatedOptions
{
    /// <summary>A named template or a file; null for the dataset's own.</summary>
    [Option(
        "template",
        "The prompt's template: a name or a file with {text} in it; the dataset's own when not given",
        Placeholder = "NAME|FILE")]
    [OnlyWith("task classification|generation")]
    public string? Template { get; init; }

    /// <summary>Numbers of demonstrations to try.</summary>
    [Option("shots", "How many demonstrations come before the question; each number is one condition", Min = 0, Max = 64)]
    [OnlyWith("task classification|generation")]
    public IReadOnlyList<int> Shots { get; init; } = [0];

    /// <summary>Kinds of demonstrations to try.</summary>
    [Option("demos", "Which labels the demonstrations show; each is one condition", Choices = ["correct", "incorrect", "random"])]
    [OnlyWith("shots")]
    [NotWith("corrupt demos")]
    public IReadOnlyList<string> Demos { get; init; } = ["correct"];

    /// <summary>A file with the demonstrations, in order.</summary>
    [Option(
        "demos-file",
        "A file in the dataset's format with the demonstrations to use, in order, instead of drawing them by the seed",
        Placeholder = "FILE")]
    [OnlyWith("shots")]
    public string? DemosFile { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        if (Shots.Count == 0 || Demos.Count == 0)
        {
            throw new InputException("--shots and --demos need at least one value each");
        }
    }

    /// <summary>For commands that look at one way of asking.</summary>
    /// <param name="command">The command.</param>
    /// <exception cref="InputException">There are several.</exception>
    public void RequireOneCondition(string command)
    {
        if (Shots.Count > 1 || Demos.Count > 1)
        {
            throw new InputException($"{command} looks at one condition: give --shots and --demos one value each, or several runs by a config file's matrix");
        }
    }
}
