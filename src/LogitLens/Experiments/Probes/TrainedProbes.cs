using LogitLens.LinearProbes;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>All that a run fits, before it is tested: what setup.json holds.</summary>
internal sealed record TrainedProbes
{
    /// <summary>The probes, in the order of the forward pass.</summary>
    public required IReadOnlyList<TrainedPoint> Points { get; init; }

    /// <summary>The probe on the token embeddings.</summary>
    public required TrainedPoint Embeddings { get; init; }

    /// <summary>The classifier of counted words; null where it was not asked for.</summary>
    public WordCountProbe? BagOfWords { get; init; }

    /// <summary>How many rows were fitted: texts, or tokens of them.</summary>
    public int TrainRows { get; init; }

    /// <summary>How many rows chose the layer.</summary>
    public int ValidationRows { get; init; }

    /// <summary>The word types of training rows.</summary>
    public IReadOnlyList<int> SeenWords { get; init; } = [];

    /// <summary>The model's own answers with the classes erased; null where that was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErasedTask? ErasedTask { get; init; }

    /// <summary>Probes of further datasets; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TransferResult? Transfer { get; init; }

    /// <summary>What the probes make of the bundled obvious sentences; empty for labels other than these.</summary>
    public IReadOnlyList<SentenceReading> Sentences { get; init; } = [];
}

/// <summary>What is fitted at one point.</summary>
internal sealed record TrainedPoint
{
    /// <summary>The site, with the head where it has heads.</summary>
    public required string Name { get; init; }

    /// <summary>The layer.</summary>
    public int Layer { get; init; }

    /// <summary>The head; null where the site has none.</summary>
    public int? Head { get; init; }

    /// <summary>The probe.</summary>
    public required FittedProbe Fitted { get; init; }

    /// <summary>The same on the control task, with the same penalty.</summary>
    public required LinearProbe Control { get; init; }

    /// <summary>The same on the model with random weights; null where it was not asked for.</summary>
    public FittedProbe? RandomModel { get; init; }

    /// <summary>The probe fitted once more after the span of the class means was projected out, as one of the activations before; null where not asked
    /// for.</summary>
    public LinearProbe? WithoutMeans { get; init; }

    /// <summary>The same after LEACE.</summary>
    public LinearProbe? WithoutConcept { get; init; }

    /// <summary>What the probe learns from how much; null where it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LearningCurve? Curve { get; init; }

    /// <summary>The same on the control task.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LearningCurve? ControlCurve { get; init; }

    /// <summary>[class][width] the training rows' means.</summary>
    public required double[][] ClassMeans { get; init; }

    /// <summary>The share of validation rows that the probe gets right; null where there are none.</summary>
    public Proportion? Validation { get; init; }
}

/// <summary>A logistic classifier of counted words.</summary>
/// <param name="Words">[column] the word that it counts.</param>
/// <param name="Fitted">The classifier.</param>
internal sealed record WordCountProbe(string[] Words, FittedProbe Fitted);

/// <summary>What the probes make of one sentence.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Label">The class that a person would give it.</param>
/// <param name="Probabilities">[point][class].</param>
internal sealed record SentenceReading(string Text, string Label, float[][] Probabilities);
