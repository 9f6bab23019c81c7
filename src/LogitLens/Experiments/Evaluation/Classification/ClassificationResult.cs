using LogitLens.Datasets;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>The summary of a classification.</summary>
internal sealed record ClassificationResult
{
    public TaskKind Task { get; init; } = TaskKind.Classification;
    public IReadOnlyList<string> Labels { get; init; } = [];
    public IReadOnlyList<ClassifiedCondition> Conditions { get; init; } = [];

    /// <summary>Each pair of conditions on the examples that both have.</summary>
    public IReadOnlyList<ConditionDifference> Comparisons { get; init; } = [];

    /// <summary>How demonstrations were come by, and what intervals say of that.</summary>
    public DemonstrationDesign? Demonstrations { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One condition over its examples.</summary>
/// <param name="Condition">Demonstrations and their labels.</param>
/// <param name="Metrics">The answer is the most probable label, and probabilities are those of the labels among themselves.</param>
/// <param name="ExactAccuracy">The model itself goes on with the right label's first token.</param>
/// <param name="ExactConfusion">Which label, if any, it goes on with.</param>
internal sealed record ClassifiedCondition(
    string Name, Condition Condition, int N, ClassificationMetrics Metrics, Proportion ExactAccuracy, ConfusionMatrix ExactConfusion)
{
    /// <summary>The accuracy under each draw of demonstrations; empty where there is one.</summary>
    public IReadOnlyList<double> AccuracyByDraw { get; init; } = [];

    /// <summary>The model's leaning towards labels, and what is left without it; null where it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CalibratedLabels? Calibrated { get; init; }
}

/// <summary>Contextual calibration of one condition.</summary>
/// <param name="Priors">The labels' probabilities after each text without content.</param>
/// <param name="Prior">Their mean, [label].</param>
/// <param name="Metrics">The metrics with the prior taken out.</param>
/// <param name="Difference">Accuracy before (first) and after (second) calibration.</param>
internal sealed record CalibratedLabels(
    IReadOnlyList<LabelPrior> Priors, double[] Prior, ClassificationMetrics Metrics, ConditionDifference Difference);

/// <summary>What the model says to a text without content.</summary>
/// <param name="Probabilities">The labels' probabilities among themselves, [label].</param>
internal sealed record LabelPrior(string Text, double[] Probabilities);
