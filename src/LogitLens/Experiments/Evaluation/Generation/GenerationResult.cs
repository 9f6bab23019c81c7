using LogitLens.Answers;
using LogitLens.Datasets;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>The summary of a generation task.</summary>
internal sealed record GenerationResult
{
    public TaskKind Task { get; init; } = TaskKind.Generation;
    public IReadOnlyList<GeneratedCondition> Conditions { get; init; } = [];

    /// <summary>Each pair of conditions on the examples that both have.</summary>
    public IReadOnlyList<ConditionDifference> Comparisons { get; init; } = [];

    /// <summary>How demonstrations were come by, and what intervals say of that.</summary>
    public DemonstrationDesign? Demonstrations { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One condition over its questions.</summary>
/// <param name="Condition">Demonstrations and their answers.</param>
/// <param name="Accuracy">The share answered right.</param>
/// <param name="MajorityBaseline">The share that the most frequent answer would get right.</param>
/// <param name="Classes">The share of each class of answer, in the order of the rules.</param>
/// <param name="Operations">How often each wrong operation was seen, the most frequent first.</param>
/// <param name="CutOff">The share of continuations that ended at the limit of new tokens.</param>
/// <param name="NewTokens">Tokens written.</param>
/// <param name="AnswerLogProb">The log-probability of the right answer after the prompt, in nats.</param>
internal sealed record GeneratedCondition(
    string Name, Condition Condition, int N, Proportion Accuracy, Proportion MajorityBaseline, IReadOnlyList<AnswerShare> Classes,
    IReadOnlyList<OperationCount> Operations, Proportion CutOff, Estimate NewTokens, Estimate AnswerLogProb)
{
    /// <summary>The accuracy under each draw of demonstrations; empty where there is one.</summary>
    public IReadOnlyList<double> AccuracyByDraw { get; init; } = [];

    /// <summary>The answers to questions of yes and no as a classification; null where there are other questions too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassificationMetrics? YesNo { get; init; }
}

/// <summary>How often one class of answer was seen.</summary>
internal sealed record AnswerShare(AnswerClass Class, Proportion Share);

/// <summary>How often one wrong operation was seen.</summary>
internal sealed record OperationCount(string Operation, int Count);
