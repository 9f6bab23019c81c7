using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.Tests.AttentionDistance;

/// <summary>The options of <c>interp attention-distance</c>: groups that other experiments have too, and one of its own.</summary>
internal sealed record AttentionDistanceOptions : IExperimentOptions
{
    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    public PromptOptions Prompts { get; init; } = new();

    /// <summary>Whether attention to the first position is left out.</summary>
    [Option("skip-first", "Leave out attention to the first position, where heads rest that look for nothing")]
    public bool SkipFirst { get; init; }

    /// <inheritdoc/>
    public RunOptions Run { get; init; } = new();
}
