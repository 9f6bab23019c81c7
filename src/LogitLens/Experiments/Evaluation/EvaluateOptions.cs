using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation;

/// <summary>The options of <c>interp evaluate</c>.</summary>
public sealed record EvaluateOptions : IExperimentOptions, IOptionFacts
{
    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>What is asked of it.</summary>
    public TaskOptions Task { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    public PromptOptions Prompts { get; init; } = new();

    /// <summary>How answers are written.</summary>
    [OnlyWith("task generation")]
    public DecodingOptions Decoding { get; init; } = new();

    /// <inheritdoc/>
    [OnlyWith("batch-size auto", Option = "memory")]
    [OnlyWith("limit or task classification|generation", Option = "seed")]
    public RunOptions Run { get; init; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> FactNames => [TaskOfData.FactName];

    /// <inheritdoc/>
    public OptionFact? FindFact(string name) => TaskOfData.Fact(Data);
}
