using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>What becomes of the model's own answers when the classes are taken out of one site, beside taking out random subspaces as large.</summary>
internal sealed record ErasedTask
{
    /// <summary>How many texts the model was asked about.</summary>
    public int N { get; init; }

    /// <summary>The share that it answers right as it is.</summary>
    public Proportion? CleanAccuracy { get; init; }

    /// <summary>Each site under each kind of erasure.</summary>
    public IReadOnlyList<ErasedAnswers> Erased { get; init; } = [];

    /// <summary>Why it was not measured; null where it was.</summary>
    public string? NotMeasured { get; init; }
}

/// <summary>What is taken out.</summary>
internal enum ErasedPart
{
    /// <summary>The span of the class means.</summary>
    ClassMeans,

    /// <summary>What LEACE takes out.</summary>
    Leace,

    /// <summary>A random subspace of as many dimensions.</summary>
    Random,
}

/// <summary>The model's answers with something taken out of one site at every position.</summary>
/// <param name="Site">The site.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="Part">What is taken out.</param>
/// <param name="Draw">Which draw of a random subspace; null for the others.</param>
/// <param name="Accuracy">The share that is answered right.</param>
/// <param name="Effect">The right label's logit less the greatest other's, less the same in the model as it is; paired by text.</param>
/// <param name="Kl">KL(output as it is || output), in nats.</param>
internal sealed record ErasedAnswers(string Site, int Layer, ErasedPart Part, int? Draw, Proportion Accuracy, Estimate Effect, Estimate Kl)
{
    /// <summary>
    /// How often a random subspace, or this one itself, changes the answers at least as much: (1 + those that do) / (1 + draws). Null for random ones.
    /// </summary>
    public double? PValue { get; init; }
}
