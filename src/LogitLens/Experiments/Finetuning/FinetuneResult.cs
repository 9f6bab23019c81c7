using LogitLens.Experiments.Evaluation;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The summary of <c>interp finetune</c>.</summary>
internal sealed record FinetuneResult
{
    /// <summary>What the model was trained to do.</summary>
    public FinetuneObjective Objective { get; init; }

    /// <summary>The classes' words; empty where there are none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The wording that prompts had.</summary>
    public string Template { get; init; } = "";

    /// <summary>Sequences that were learnt from.</summary>
    public int Sequences { get; init; }

    /// <summary>Steps that take in all of them once.</summary>
    public int StepsPerEpoch { get; init; }

    /// <summary>Weights of the model.</summary>
    public long Parameters { get; init; }

    /// <summary>Weights that were trained.</summary>
    public long TrainedParameters { get; init; }

    /// <summary>The models that were trained, by seed.</summary>
    public IReadOnlyList<TrainingOutcome> Models { get; init; } = [];

    /// <summary>Every step.</summary>
    public IReadOnlyList<FinetuneStep> Steps { get; init; } = [];

    /// <summary>Every evaluation on the validation data.</summary>
    public IReadOnlyList<ValidationPoint> Validation { get; init; } = [];

    /// <summary>The test data's loss, mean over models; its interval is over seeds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Estimate? TestLoss { get; init; }

    /// <summary>What was tested on, in words; null for nothing.</summary>
    public string? TestedOn { get; init; }

    /// <summary>The answers to the test; null where no classes are told apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassificationResult? Test { get; init; }

    /// <summary>What a reader should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
