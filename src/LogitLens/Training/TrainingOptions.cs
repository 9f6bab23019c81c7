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

    /// <summary>How many sequences go through the model at once, at most; null for as many as there are tokens for.</summary>
    public int? SequencesAtOnce { get; init; }

    /// <summary>The global norm that gradients are clipped to; infinite for no clipping.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>The probability of dropout.</summary>
    public double Dropout { get; init; }

    /// <summary>What dropout follows from, together with the step.</summary>
    public long Seed { get; init; }

    /// <summary>The type that forward and backward passes compute in; the weights that are updated stay float32.</summary>
    public ScalarType ComputeType { get; init; } = ScalarType.Float32;

    /// <summary>Which parameters are trained, by their name in the checkpoint; null for all.</summary>
    public Func<string, bool>? Trains { get; init; }

    /// <summary>The optimizer's settings.</summary>
    public AdamWOptions AdamW { get; init; } = new() { Beta2 = 0.99, WeightDecay = 0.1, Decayed = DecayedParameters.Matrices };
}
