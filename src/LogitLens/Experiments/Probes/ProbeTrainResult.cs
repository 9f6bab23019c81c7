using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>The summary of <c>interp probe-train</c>.</summary>
internal sealed record ProbeTrainResult
{
    /// <summary>The classes.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>How the probes were fitted.</summary>
    public required ProbeMethod Method { get; init; }

    /// <summary>Where in each text activations were read.</summary>
    public required string Position { get; init; }

    /// <summary>Layers of the model.</summary>
    public int LayerCount { get; init; }

    /// <summary>How the data are divided.</summary>
    public required PartSizes Parts { get; init; }

    /// <summary>What needs no probe.</summary>
    public required Baselines Baselines { get; init; }

    /// <summary>The classifier of counted words; null where it was not asked for.</summary>
    public WordCountScores? BagOfWords { get; init; }

    /// <summary>The share of tested rows whose word type the control probe saw in training: the most that it could have learnt.</summary>
    public required Proportion ControlSeen { get; init; }

    /// <summary>The probes, in the order of the forward pass.</summary>
    public required IReadOnlyList<ProbeScores> Probes { get; init; }

    /// <summary>The probe on the token embeddings.</summary>
    public required ProbeScores Embeddings { get; init; }

    /// <summary>The probe that does best on the validation part, and what it does on the test part; null without a validation part.</summary>
    public BestProbe? Best { get; init; }

    /// <summary>Each other probe less the best one, on the same rows; corrected together.</summary>
    public IReadOnlyList<ProbeComparison> Comparisons { get; init; } = [];

    /// <summary>The model's own answers with the classes erased; null where that was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErasedTask? ErasedTask { get; init; }

    /// <summary>Probes of further datasets, each tested on all; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TransferResult? Transfer { get; init; }

    /// <summary>What the probes make of the bundled obvious sentences.</summary>
    public IReadOnlyList<SentenceReading> Sentences { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How the data are divided.</summary>
/// <param name="Train">Texts that probes are fitted on.</param>
/// <param name="Validation">Texts that the best layer is chosen by.</param>
/// <param name="Test">Texts that are tested on.</param>
/// <param name="TrainRows">Rows that they give: one each, or one a token.</param>
/// <param name="ValidationRows">The same of validation.</param>
/// <param name="TestRows">The same of the test part.</param>
/// <param name="Groups">Groups of texts that stay in one part.</param>
/// <param name="Duplicates">Texts that are the same.</param>
internal sealed record PartSizes(int Train, int Validation, int Test, int TrainRows, int ValidationRows, int TestRows, int Groups, DuplicateTexts Duplicates);

/// <summary>What counted words do.</summary>
/// <param name="Accuracy">On the test part.</param>
/// <param name="InversePenalty">The C that cross-validation chose.</param>
/// <param name="Words">How many types are counted.</param>
internal sealed record WordCountScores(Estimate Accuracy, double? InversePenalty, int Words);

/// <summary>What one probe does on the test part.</summary>
internal sealed record ProbeScores
{
    /// <summary>The site, with the head where it has heads.</summary>
    public required string Site { get; init; }

    /// <summary>The layer, from 0.</summary>
    public int Layer { get; init; }

    /// <summary>The head; null where the site has none.</summary>
    public int? Head { get; init; }

    /// <summary>Share of tested rows that it gets right.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The same of the control task.</summary>
    public double? ControlAccuracy { get; init; }

    /// <summary>Accuracy less control accuracy.</summary>
    public double? Selectivity { get; init; }

    /// <summary>Share of validation rows that it gets right.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Accuracy of the probe on the model with random weights.</summary>
    public double? RandomModelAccuracy { get; init; }

    /// <summary>Accuracy of a probe fitted once more after the class means were projected out; nothing should be left to read. Null where not asked
    /// for.</summary>
    public Estimate? WithoutMeans { get; init; }

    /// <summary>The same after LEACE.</summary>
    public Estimate? WithoutConcept { get; init; }

    /// <summary>The same with their intervals, and differences paired by row.</summary>
    public required ProbeEstimates Estimates { get; init; }

    /// <summary>The C that was given or chosen; null for methods without.</summary>
    public double? InversePenalty { get; init; }

    /// <summary>The mean loss over left-out rows under each C tried.</summary>
    public IReadOnlyList<double> CrossValidationLoss { get; init; } = [];

    /// <summary>Steps of the final fit.</summary>
    public int Iterations { get; init; }

    /// <summary>The gradient's norm at its end.</summary>
    public double GradientNorm { get; init; }

    /// <summary>The cosine of each weight and the difference of class means.</summary>
    public IReadOnlyList<double> MeanDifferenceCosine { get; init; } = [];

    /// <summary>What it learns from how much; null where that was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LearningCurve? LearningCurve { get; init; }

    /// <summary>The same on the control task.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LearningCurve? ControlLearningCurve { get; init; }

    /// <summary>Everything that is said of a classifier; null of baselines.</summary>
    public ClassificationMetrics? Metrics { get; init; }
}

/// <summary>A probe's numbers with their intervals.</summary>
/// <param name="Accuracy">On the test part.</param>
/// <param name="ControlAccuracy">On the control task.</param>
/// <param name="Selectivity">Accuracy less control accuracy, paired by row.</param>
/// <param name="ValidationAccuracy">On the validation part.</param>
/// <param name="RandomModelAccuracy">Of the probe on random weights.</param>
/// <param name="OverRandomModel">Accuracy less that, paired by row.</param>
/// <param name="OverBagOfWords">Accuracy less that of counted words, paired by row.</param>
internal sealed record ProbeEstimates(
    Estimate Accuracy, Estimate ControlAccuracy, Estimate Selectivity, Estimate? ValidationAccuracy, Estimate? RandomModelAccuracy, Estimate? OverRandomModel,
    Estimate? OverBagOfWords);

/// <summary>The probe that was chosen on the validation part.</summary>
/// <param name="Site">Its site.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="ValidationAccuracy">What it was chosen by.</param>
/// <param name="Accuracy">What it does on the test part.</param>
internal sealed record BestProbe(string Site, int Layer, Estimate ValidationAccuracy, Estimate Accuracy);

/// <summary>A probe beside the best one, on the same rows.</summary>
/// <param name="Site">Its site.</param>
/// <param name="Best">The best one's.</param>
/// <param name="Difference">Its accuracy less the best one's.</param>
/// <param name="Test">McNemar's test of no difference.</param>
/// <param name="AdjustedPValue">After Benjamini and Hochberg over all probes.</param>
internal sealed record ProbeComparison(string Site, string Best, Estimate Difference, McNemarTest Test, double? AdjustedPValue);
