using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Evaluation.Generation;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation.Questions;

/// <summary>
/// The summary of <c>interp head-ablation</c> on questions with exact answers. An effect is the share of questions answered right under an
/// edit less the share without it; beside it stands the effect on the right answer's log-probability.
/// </summary>
public sealed record QuestionAblationResult
{
    /// <summary>The task.</summary>
    public EvaluationTask Task { get; init; } = EvaluationTask.Generation;

    /// <summary>Number of layers.</summary>
    public int LayerCount { get; init; }

    /// <summary>Heads in each layer.</summary>
    public int HeadCount { get; init; }

    /// <summary>What was edited.</summary>
    public SweptPart What { get; init; }

    /// <summary>How: <c>zero</c>, <c>mean over dataset</c>.</summary>
    public string Edit { get; init; } = "";

    /// <summary>What effects are differences of.</summary>
    public string Metric { get; init; } = "exact";

    /// <summary>Number of questions.</summary>
    public int N { get; init; }

    /// <summary>The share answered right without an edit; null for no questions.</summary>
    public double? Clean { get; init; }

    /// <summary><see cref="Clean"/> with its Wilson interval.</summary>
    public Proportion CleanExact { get; init; } = Proportion.Of(0, 0);

    /// <summary>The right answer's log-probability without an edit, in nats, mean over questions.</summary>
    public Estimate CleanLogProb { get; init; } = new(null, null, 0);

    /// <summary>
    /// The share answered right under each edit: [layer][head] for heads, [layer][0] for whole layers; null where nothing was measured.
    /// </summary>
    public IReadOnlyList<double?[]> Edited { get; init; } = [];

    /// <summary><see cref="Edited"/> less <see cref="Clean"/>.</summary>
    public IReadOnlyList<double?[]> Effects { get; init; } = [];

    /// <summary>The right answer's log-probability under each edit less that without it, mean over questions.</summary>
    public IReadOnlyList<double?[]> LogProbEffects { get; init; } = [];

    /// <summary>Everything that was edited, with intervals and tests.</summary>
    public IReadOnlyList<QuestionEffect> Items { get; init; } = [];

    /// <summary>
    /// How far the ranking of the parts by log-probability repeats between halves of the questions; null for fewer than two parts.
    /// </summary>
    public SplitHalf? Stability { get; init; }

    /// <summary>The heads removed together, against random ones, by right answers; null where not asked for.</summary>
    public GroupEffect? Group { get; init; }

    /// <summary>The same by the right answer's log-probability.</summary>
    public GroupEffect? LogProbGroup { get; init; }

    /// <summary>What each head attends to; empty where heads are not what is edited.</summary>
    public IReadOnlyList<HeadDescription> Descriptions { get; init; } = [];

    /// <summary>What a reader should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One edit over all questions.</summary>
/// <param name="Item">What was edited.</param>
/// <param name="Edited">The share answered right under the edit, with its Wilson interval.</param>
/// <param name="Effect">The difference that it makes, paired by question, with Newcombe's interval.</param>
/// <param name="Broken">Questions answered right without the edit alone.</param>
/// <param name="Mended">Questions answered right under the edit alone.</param>
/// <param name="PValue">McNemar's exact test of no effect; null for sets of heads, which are compared with random ones.</param>
/// <param name="AdjustedPValue">After Benjamini and Hochberg over all single items.</param>
/// <param name="LogProb">The right answer's log-probability under the edit, in nats.</param>
/// <param name="LogProbEffect">The difference that it makes, paired by question, with Student's t interval.</param>
/// <param name="LogProbPValue">Wilcoxon's signed-rank test of no effect on it; null for sets of heads.</param>
/// <param name="LogProbAdjustedPValue">After Benjamini and Hochberg over all single items.</param>
/// <param name="Changed">The share of continuations that are other ones than without the edit, right or wrong.</param>
/// <param name="Classes">What became of the questions under the edit, in the order of the rules.</param>
public sealed record QuestionEffect(
    SweptItem Item, Proportion Edited, Estimate Effect, int Broken, int Mended, double? PValue, double? AdjustedPValue, Estimate LogProb,
    Estimate LogProbEffect, double? LogProbPValue, double? LogProbAdjustedPValue, Proportion Changed, IReadOnlyList<AnswerCount> Classes)
{
    /// <summary>Whether the effect on right answers is other than zero at a false discovery rate of 5%.</summary>
    public bool IsSignificant => AdjustedPValue < 0.05;

    /// <summary>Whether the effect on the log-probability is.</summary>
    public bool IsLogProbSignificant => LogProbAdjustedPValue < 0.05;

    /// <summary>The effect on right answers as rankings take it.</summary>
    internal RankedEffect Ranked => new(Item, Effect, AdjustedPValue is not null && !IsSignificant);

    /// <summary>The effect on the log-probability as rankings take it.</summary>
    internal RankedEffect RankedLogProb => new(Item, LogProbEffect, LogProbAdjustedPValue is not null && !IsLogProbSignificant);
}

/// <summary>How many questions were answered in one way.</summary>
/// <param name="Class">The class of answer.</param>
/// <param name="Count">How many.</param>
public sealed record AnswerCount(AnswerClass Class, int Count);
