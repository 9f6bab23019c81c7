using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation;

/// <summary>The options of <c>interp evaluate</c>.</summary>
public sealed record EvaluateOptions : IExperimentOptions, IValidatedOptions
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
    public DecodingOptions Decoding { get; init; } = new();

    /// <inheritdoc/>
    public RunOptions Run { get; init; } = new();

    /// <inheritdoc/>
    public void Validate()
    {
        if (Task.Task is { } task)
        {
            RequireFitting(task);
        }
    }

    /// <summary>Fails where an option has no meaning in a task, which would otherwise be ignored without a word.</summary>
    /// <exception cref="InputException">One has none; the message names it.</exception>
    internal void RequireFitting(EvaluationTask task)
    {
        bool prompts = task is EvaluationTask.Classification or EvaluationTask.Generation;
        if (!prompts && (Prompts.Shots.Any(count => count > 0) || Prompts.Template is not null))
        {
            throw new InputException("--shots and --template make prompts, which only classification and generation have; leave them out");
        }

        if (task != EvaluationTask.Classification && (Task.Calibrate || Data.LabelTokenIds.Count > 0))
        {
            throw new InputException("--calibrate and --label-token-ids are about label words, which only classification has; leave them out");
        }

        if (task == EvaluationTask.Perplexity && Data.Limit is not null)
        {
            throw new InputException("--limit counts examples, and perplexity is of a whole text; leave it out");
        }
    }
}
