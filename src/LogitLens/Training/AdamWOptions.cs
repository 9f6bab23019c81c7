namespace LogitLens.Training;

/// <summary>Which parameters weight decay pulls towards zero.</summary>
public enum DecayedParameters
{
    /// <summary>Every parameter, as PyTorch's <c>AdamW</c> does unless told otherwise.</summary>
    All,

    /// <summary>Matrices and embeddings alone; gains and biases are left out, as is usual for transformers.</summary>
    Matrices,
}

/// <summary>The settings of <see cref="AdamW"/>. The defaults are PyTorch's.</summary>
public sealed record AdamWOptions
{
    /// <summary>The decay rate of the running mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay rate of the running mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The share of a weight that a step at learning rate 1 would take away.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>What weight decay applies to.</summary>
    public DecayedParameters Decayed { get; init; } = DecayedParameters.All;
}
