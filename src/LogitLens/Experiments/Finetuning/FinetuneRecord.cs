using LogitLens.Experiments.Evaluation;
using LogitLens.Runs;

namespace LogitLens.Experiments.Finetuning;

/// <summary>What is found for a unit of a finetuning: a step, an evaluation, an answer of the test, or what came of it all.</summary>
internal sealed record FinetuneRecord : IUnitRecord
{
    public required string Id { get; init; }

    /// <summary>Which of several models, from 1; 0 for what is none of them.</summary>
    public int Model { get; init; } = 1;

    /// <summary>A step; null in other units, and where training had stopped before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FinetuneStep? Step { get; init; }

    /// <summary>An evaluation on the validation data after the step, or before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValidationPoint? Validation { get; init; }

    /// <summary>What came of training.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingOutcome? Outcome { get; init; }

    /// <summary>The answer to an example of the test.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassificationRecord? Answer { get; init; }
}

/// <summary>One update.</summary>
/// <param name="Model">Which of several models, from 1.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Loss">The mean loss of its batch before the update, in nats: over predicted tokens, or over texts with a head.</param>
/// <param name="GradientNorm">The gradients' norm over all trained parameters, before clipping.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Tokens">The tokens that it took in, padding not counted.</param>
internal sealed record FinetuneStep(int Model, int Step, double Loss, double GradientNorm, double LearningRate, long Tokens);

/// <summary>An evaluation on the validation data.</summary>
/// <param name="Model">Which of several models, from 1.</param>
/// <param name="Step">After which step; 0 before the first.</param>
/// <param name="Loss">The mean loss, in nats.</param>
/// <param name="Accuracy">The share of right labels; null where there are none.</param>
/// <param name="MacroF1">The mean over classes of F1; null where there are none.</param>
/// <param name="IsBest">Whether it is the best so far.</param>
internal sealed record ValidationPoint(int Model, int Step, double Loss, double? Accuracy, double? MacroF1, bool IsBest);

/// <summary>What came of training one model.</summary>
internal sealed record TrainingOutcome
{
    /// <summary>Which of several models, from 1.</summary>
    public int Model { get; init; }

    /// <summary>The seed that it was trained from.</summary>
    public int Seed { get; init; }

    /// <summary>The folder in the run's folder that holds it.</summary>
    public required string Folder { get; init; }

    /// <summary>How many steps were made.</summary>
    public int Steps { get; init; }

    /// <summary>The step whose weights are the model.</summary>
    public int KeptStep { get; init; }

    /// <summary>Why training stopped early; null where it did not.</summary>
    public string? Stopped { get; init; }

    /// <summary>Weights that were trained.</summary>
    public long TrainedParameters { get; init; }

    /// <summary>The mean loss on the test data; null where there is none.</summary>
    public double? TestLoss { get; init; }

    /// <summary>The other text's perplexity before training; null where there is none.</summary>
    public double? PerplexityBefore { get; init; }

    /// <summary>The other text's perplexity after training; null where there is none.</summary>
    public double? PerplexityAfter { get; init; }

    /// <summary>How far each part of the model moved.</summary>
    public IReadOnlyList<PartMovement> Movement { get; init; } = [];
}

/// <summary>How far the weights of one part moved.</summary>
/// <param name="Part">The part: <c>embeddings</c>, <c>layer 0</c>, <c>final norm</c>, <c>unembedding</c>, <c>head</c>.</param>
/// <param name="Distance">The L2 norm of the change, over all of its weights.</param>
/// <param name="Relative">That norm as a share of the weights' norm before.</param>
internal sealed record PartMovement(string Part, double Distance, double Relative);
