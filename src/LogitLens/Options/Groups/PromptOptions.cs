using LogitLens.Datasets;

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
        Placeholder = "NAME|FILE", Input = true)]
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
        Placeholder = "FILE", Input = true)]
    [OnlyWith("shots")]
    public string? DemosFile { get; init; }

    /// <summary>What shares one draw of demonstrations; null for the command's own way.</summary>
    [Option(
        "demos-per",
        "Draw demonstrations anew for each example, or once for all examples of a condition, which is faster; sweeps draw once when not given, other commands "
        + "for each example")]
    [OnlyWith("shots")]
    [NotWith("demos-file")]
    public DemonstrationScope? DemosPer { get; init; }

    /// <summary>How many sets of demonstrations to draw for all examples.</summary>
    [Option(
        "draws",
        "How many sets of demonstrations to draw, all examples running under each; intervals then cover draws as well as examples. One when not given",
        Min = 1, Max = 100)]
    [OnlyWith("shots")]
    [NotWith("demos-file or demos-per example")]
    public int? Draws { get; init; }

    /// <summary>What shares one draw: what was asked for, as by --draws, or else what the command does by itself.</summary>
    /// <param name="unasked">What the command does by itself.</param>
    public DemonstrationScope ScopeOfDraw(DemonstrationScope unasked) => DemosPer ?? (Draws is null ? unasked : DemonstrationScope.Run);

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

    /// <summary>For commands that look at one set of demonstrations.</summary>
    /// <param name="why">Why, in words: <c>capture writes one row for each example</c>.</param>
    /// <exception cref="InputException">There are several.</exception>
    public void RequireOneDraw(string why)
    {
        if (Draws > 1)
        {
            throw new InputException(
                $"--draws {Draws}: {why}; leave --draws out, and repeat the run under other seeds (--seed) to see how much the draw matters");
        }
    }
}
