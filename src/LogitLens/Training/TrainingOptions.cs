namespace LogitLens.Training;

/// <summary>How to train.</summary>
public sealed record TrainingOptions
{
    /// <summary>The learning rate of each step, and how many steps there are.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>
    /// How many tokens, padding counted, go through the model at once; a step's batch is cut accordingly. It bounds memory and, but for
    /// rounding, has no bearing on the result.
    /// </summary>
    public int TokensAtOnce { get; init; } = 1024;

    /// <summary>The global norm that gradients are clipped to.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>The optimizer's settings.</summary>
    public AdamWOptions AdamW { get; init; } = new() { Beta2 = 0.99, WeightDecay = 0.1, Decayed = DecayedParameters.Matrices };
}
