using LogitLens.Experiments.Steering.Directions;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>The options of <c>interp steer</c>.</summary>
public sealed record SteerOptions : IExperimentOptions, IValidatedOptions
{
    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>Where the direction comes from.</summary>
    public DirectionOptions Direction { get; init; } = new();

    /// <summary>What is done with it.</summary>
    public SteeringOptions Steering { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    public PromptOptions Prompts { get; init; } = new();

    /// <inheritdoc/>
    public RunOptions Run { get; init; } = new();

    /// <inheritdoc/>
    public void Validate()
    {
        Prompts.RequireOneCondition("steer");
        Prompts.RequireOneDraw("steer finds its direction under one set of demonstrations");
    }
}
