using LogitLens.Experiments.Evaluation;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>The options of <c>interp steer</c>.</summary>
public sealed record SteerOptions : IExperimentOptions, IValidatedOptions, IOptionFacts
{
    private const string TaskFact = "task";

    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>Where the direction comes from.</summary>
    public DirectionOptions Direction { get; init; } = new();

    /// <summary>What is done with it.</summary>
    public SteerOperationOptions Steering { get; init; } = new();

    /// <summary>What is written under steering.</summary>
    public SteerTextOptions Texts { get; init; } = new();

    /// <summary>How it is written.</summary>
    [OnlyWith("task generation")]
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    [OnlyWith("task classification")]
    public PromptOptions Prompts { get; init; } = new();

    /// <inheritdoc/>
    public RunOptions Run { get; init; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> FactNames => [TaskFact];

    /// <inheritdoc/>
    public OptionFact? FindFact(string name) => Texts.GivesPrompts
        ? new OptionFact("generation", "a prompt is written on from")
        : new OptionFact(JsonNamingPolicy.KebabCaseLower.ConvertName($"{SteerTask.Classification}"), "labels are measured unless --task generation is given");

    /// <inheritdoc/>
    public void Validate()
    {
        Prompts.RequireOneCondition("steer");
        Prompts.RequireOneDraw("steer finds its direction under one set of demonstrations");
    }
}
