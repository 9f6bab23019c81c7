using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>What is measured of a steered model.</summary>
public enum SteerTask
{
    /// <summary>The labels' logits after a prompt.</summary>
    Classification,

    /// <summary>What it writes.</summary>
    Generation,
}

/// <summary>What is written under steering, and who judges it.</summary>
[OptionGroup("Texts")]
public sealed record SteerTextOptions : IValidatedOptions
{
    /// <summary>What is measured.</summary>
    [Option("task", "What is measured: the labels' logits after each prompt, or the texts that the model writes; texts when --prompt or --prompts is given")]
    public SteerTask? Task { get; init; }

    /// <summary>One text to go on from.</summary>
    [Option("prompt", "Write on from this text, in place of a dataset's", Placeholder = "TEXT")]
    [NotWith("prompts")]
    public string? Prompt { get; init; }

    /// <summary>A file of texts to go on from.</summary>
    [Option("prompts", "Write on from each line of this file, in place of a dataset's texts", Placeholder = "FILE", Input = true)]
    public string? Prompts { get; init; }

    /// <summary>How much of a dataset's text is the prompt.</summary>
    [Option("prompt-tokens", "How many of a dataset's text's first tokens are the prompt", Min = 1, Max = 4096)]
    [OnlyWith("task generation")]
    [NotWith("prompt or prompts")]
    public int PromptTokens { get; init; } = 4;

    /// <summary>How often each prompt is continued.</summary>
    [Option("samples", "With --decode sample: how many times each prompt is continued", Min = 1, Max = 1000)]
    [OnlyWith("decode sample")]
    public int Samples { get; init; } = 1;

    /// <summary>What the direction is found on.</summary>
    [Option(
        "direction-dataset",
        "The labelled texts that the direction is found on and judges are measured on; half of --dataset when not given, reviews with --prompt and --prompts",
        Placeholder = "NAME|FILE", Input = true)]
    [OnlyWith("task generation")]
    public string? DirectionDataset { get; init; }

    /// <summary>How many texts it is found on.</summary>
    [Option("direction-limit", "How many of them to take, each class in its share", Min = 4)]
    [OnlyWith("task generation")]
    public int DirectionLimit { get; init; } = 1000;

    /// <summary>Who judges.</summary>
    [Option(
        "judge",
        "Who says of which class a continuation is, by itself alone: a word list, the model's own answer to the classification prompt, another model's, or a "
        + "probe; the first one decides what is best", Input = true)]
    [OnlyWith("task generation")]
    public IReadOnlyList<JudgeSource> Judge { get; init; } = [new(JudgeKind.Words, null), new(JudgeKind.Prompt, null)];

    /// <summary>How many demonstrations the prompting baseline shows.</summary>
    [Option("demonstrations", "Prompting, to compare with: how many texts of the class that is wanted go before the prompt; 0 for none", Min = 0, Max = 64)]
    [OnlyWith("task generation")]
    public int Demonstrations { get; init; } = 2;

    /// <summary>How many draws of demonstrations there are.</summary>
    [Option("demonstration-draws", "Prompting: how many draws of these texts to try, so that its effect has an interval; 3 when not given", Min = 1, Max = 100)]
    [OnlyWith("demonstrations")]
    [OnlyWith("task generation")]
    public int? DemonstrationDraws { get; init; }

    /// <summary>How many draws of demonstrations there are.</summary>
    internal int PromptingDraws => Demonstrations == 0 ? 0 : DemonstrationDraws ?? 3;

    /// <summary>What asks for a class.</summary>
    [Option(
        "instruction",
        "Prompting by an instruction, to compare with: texts that ask for the class that is wanted, a line before the prompt; {label} stands for its word, "
        + "or CLASS= before a text says which class it is for; none for none")]
    [OnlyWith("task generation")]
    public Instruction Instruction { get; init; } = Instruction.Bundled;

    /// <summary>How many pairs people are to judge.</summary>
    [Option(
        "human-sheet",
        "Write human-sheet.csv with so many pairs of continuations for people to judge, blind and shuffled, and its key beside it; interp rate reads it back",
            Min = 1)]
    [OnlyWith("task generation")]
    public int? HumanSheet { get; init; }

    /// <summary>Whether texts are given and no dataset's.</summary>
    internal bool GivesPrompts => Prompt is not null || Prompts is not null;

    /// <summary>What is measured.</summary>
    internal SteerTask Measured => Task ?? (GivesPrompts ? SteerTask.Generation : SteerTask.Classification);

    /// <inheritdoc/>
    public void Validate()
    {
        if (Task == SteerTask.Classification && GivesPrompts)
        {
            throw new InputException("--prompt and --prompts are written on from: leave them or --task classification out");
        }

        if (Judge.Count == 0)
        {
            throw new InputException("--judge needs at least one judge");
        }

        if (Judge.Distinct().Count() != Judge.Count)
        {
            throw new InputException("--judge has a judge twice");
        }
    }
}
