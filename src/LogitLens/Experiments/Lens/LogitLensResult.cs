using LogitLens.Statistics;

namespace LogitLens.Experiments.Lens;

/// <summary>The summary of <c>interp logit-lens</c>: of one prompt, or of a dataset under one or more conditions.</summary>
internal sealed record LogitLensResult
{
    public int LayerCount { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The grid over one prompt; null for a dataset.</summary>
    public PromptLensResult? Lens { get; init; }

    public IReadOnlyList<ConditionSummary> Conditions { get; init; } = [];

    /// <summary>Where correct and incorrect demonstrations part, for each number of demonstrations that has both.</summary>
    public IReadOnlyList<DemonstrationGap> DemonstrationGaps { get; init; } = [];

    /// <summary>Each pair of conditions compared on the examples that both have, at the last layer.</summary>
    public IReadOnlyList<ConditionComparison> Comparisons { get; init; } = [];

    public IReadOnlyList<ExampleCurve> Examples { get; init; } = [];

    /// <summary>Shares that a classifier without the text would reach.</summary>
    public Baselines? Baselines { get; init; }

    /// <summary>How demonstrations were come by, and what intervals say of that; null for one prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DemonstrationDesign? Demonstrations { get; init; }

    /// <summary>The other model whose final norm and unembedding read the layers; null for the model's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReadoutModel? Readout { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What was read, with whose readout it was where that is another model's.</summary>
    /// <param name="what">What was read.</param>
    public string ReadBy(string what) => Readout is null ? what : $"{what}, read by {ShownName.Of(Readout.Id)}";
}

/// <summary>A model that lends its readout.</summary>
/// <param name="Id">Its name, Hub id or folder.</param>
/// <param name="Sha256">The hash of its weights.</param>
internal sealed record ReadoutModel(string Id, string Sha256);

/// <summary>One condition over all its examples.</summary>
/// <param name="Condition">Demonstrations and their labels.</param>
/// <param name="Layers">One summary per layer.</param>
/// <param name="Overthinking">How often the answer is there at some layer and lost by the last.</param>
/// <param name="Settled">The layer from which the prediction no longer changes.</param>
/// <param name="Calibration">Confidence among the labels against accuracy, at the last layer.</param>
internal sealed record ConditionSummary(
    string Name, Condition Condition, int N, IReadOnlyList<LayerSummary> Layers, Overthinking Overthinking, SettledLayer Settled, Calibration Calibration)
{
    /// <summary>The accuracy at the last layer under each draw of demonstrations; empty where there is one.</summary>
    public IReadOnlyList<double> AccuracyByDraw { get; init; } = [];
}

/// <summary>One layer under one condition.</summary>
/// <param name="Layer">The block whose resid_post is read.</param>
/// <param name="Accuracy">The right label is the most probable of the labels.</param>
/// <param name="ExactAccuracy">The right label is the most probable of all tokens.</param>
/// <param name="LabelProbability">Probability of the right label among all tokens.</param>
/// <param name="LabelProbabilityAmongLabels">Probability of the right label among the labels.</param>
/// <param name="Rank">Rank of the right label among all tokens, from 0.</param>
/// <param name="Kl">KL(model's output || layer's prediction), in nats.</param>
/// <param name="Entropy">Entropy of the layer's prediction, in nats.</param>
/// <param name="ExpectedCalibrationError">Of the probability among the labels.</param>
internal sealed record LayerSummary(
    int Layer, Proportion Accuracy, Proportion ExactAccuracy, Estimate LabelProbability, Estimate LabelProbabilityAmongLabels, Estimate Rank, Estimate Kl,
    Estimate Entropy, double? ExpectedCalibrationError);

/// <summary>The gap between correct and incorrect demonstrations.</summary>
/// <param name="CriticalLayer">Where the gap first reaches half of its final value; no value where the final gap is not told from none.</param>
/// <param name="PValue">The test of no gap at the last layer; null where there is no example.</param>
internal sealed record DemonstrationGap(int Shots, CriticalLayer CriticalLayer, double? PValue);

/// <summary>Two conditions on the same examples, at the last layer.</summary>
/// <param name="N">Examples that both have.</param>
/// <param name="Accuracy">Accuracies, their difference (second less first) and the test of none.</param>
/// <param name="AdjustedPValue">The test's p-value after Benjamini-Hochberg over all pairs of conditions; null where there is none.</param>
/// <param name="ProbabilityDifference">Difference of the right label's probability among the labels, paired bootstrap.</param>
internal sealed record ConditionComparison(
    string First, string Second, int N, PairedProportions Accuracy, double? AdjustedPValue, PairedBootstrap ProbabilityDifference)
    : ConditionDifference(First, Second, N, Accuracy, AdjustedPValue);

/// <summary>One example's way through the layers.</summary>
/// <param name="Label">The right label's word.</param>
/// <param name="Probability">Probability of the right label among the labels, [layer].</param>
internal sealed record ExampleCurve(string Condition, string Example, string Label, IReadOnlyList<double> Probability);
