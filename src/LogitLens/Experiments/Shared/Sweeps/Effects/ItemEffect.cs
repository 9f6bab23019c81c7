using System.Diagnostics.CodeAnalysis;
using LogitLens.Answers;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What one edit of a sweep does to a metric, over the examples that it applies to.</summary>
internal record ItemEffect
{
    public required SweepItem Item { get; init; }

    /// <summary>
    /// Whether the edit can act at all: one that puts in what is there already, or whose effect nothing reads, is not made and not tested.
    /// </summary>
    public bool Acts { get; init; } = true;

    /// <summary>The difference that the edit makes, paired by example, with its interval.</summary>
    public required Estimate Effect { get; init; }

    /// <summary>The test of no effect; null where not tested: sets of heads are compared with random ones.</summary>
    public double? PValue { get; init; }

    /// <summary>After Benjamini and Hochberg over all tested edits.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>
    /// Where the edit is among the greatest on one half of the examples, its effect on the other half: what is left of a greatest effect
    /// that is partly luck. Null for all others.
    /// </summary>
    public Estimate? HeldOut { get; init; }

    /// <summary>The test that the effect is within the margin that was asked for, around zero, adjusted alike; null where not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EquivalencePValue { get; init; }

    /// <summary>Whether the effect is other than zero at a false discovery rate of 5%.</summary>
    public bool IsSignificant => AdjustedPValue < 0.05;

    /// <summary>Whether the effect was tested and is not other than zero.</summary>
    internal bool IsMuted => AdjustedPValue is not null && !IsSignificant;
}

/// <summary>An edit's effect where the answer is a label.</summary>
internal sealed record LabelEffect : ItemEffect
{
    public LabelEffect()
    {
    }

    /// <summary>An effect to which is added what it means for labels.</summary>
    [SetsRequiredMembers]
    public LabelEffect(ItemEffect effect)
        : base(effect) => Edited = new Estimate(null, null, 0);

    /// <summary>The metric under the edit.</summary>
    public required Estimate Edited { get; init; }

    public Proportion Accuracy { get; init; } = Proportion.Of(0, 0);

    /// <summary>
    /// Of a patch, the share of the way from the patched run's metric to the other's: the mean effect over the mean gap. Null where there is
    /// no gap to speak of.
    /// </summary>
    public double? Restored { get; init; }

    /// <summary>The interval of <see cref="Restored"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? RestoredInterval { get; init; }

    public IReadOnlyList<ClassEffect> Classes { get; init; } = [];
}

/// <summary>An edit's effect where the answer is written out: on exact answers, and on the right answer's log-probability.</summary>
internal sealed record AnswerEffect : ItemEffect
{
    public AnswerEffect()
    {
    }

    /// <summary>An effect on exact answers, and the same edit's on the right answer's log-probability.</summary>
    [SetsRequiredMembers]
    public AnswerEffect(ItemEffect onExact, ItemEffect onLogProb)
        : base(onExact)
    {
        (Edited, LogProb) = (Proportion.Of(0, 0), new Estimate(null, null, 0));
        (LogProbEffect, LogProbPValue, LogProbAdjustedPValue, LogProbHeldOut) = (
            onLogProb.Effect, onLogProb.PValue, onLogProb.AdjustedPValue, onLogProb.HeldOut);
    }

    /// <summary>The share answered right under the edit, with its Wilson interval.</summary>
    public required Proportion Edited { get; init; }

    /// <summary>Questions answered right without the edit alone.</summary>
    public int Broken { get; init; }

    /// <summary>Questions answered right under the edit alone.</summary>
    public int Mended { get; init; }

    /// <summary>The right answer's log-probability under the edit, in nats.</summary>
    public required Estimate LogProb { get; init; }

    /// <summary>The difference that it makes, paired by question, with Student's t interval.</summary>
    public required Estimate LogProbEffect { get; init; }

    /// <summary>Wilcoxon's signed-rank test of no effect on it; null for sets of heads.</summary>
    public double? LogProbPValue { get; init; }

    /// <summary>After Benjamini and Hochberg over all single items.</summary>
    public double? LogProbAdjustedPValue { get; init; }

    /// <summary>As <see cref="ItemEffect.HeldOut"/>, of the log-probability.</summary>
    public Estimate? LogProbHeldOut { get; init; }

    /// <summary>Whether the effect on the log-probability is other than zero at a false discovery rate of 5%.</summary>
    public bool IsLogProbSignificant => LogProbAdjustedPValue < 0.05;

    /// <summary>The share of continuations that are other ones than without the edit, right or wrong.</summary>
    public Proportion Changed { get; init; } = Proportion.Of(0, 0);

    /// <summary>What became of the questions under the edit, in the order of the rules.</summary>
    public IReadOnlyList<AnswerCount> Classes { get; init; } = [];

    /// <summary>The effect on the log-probability as tables and figures of one metric take it.</summary>
    internal ItemEffect OnLogProb => new()
    {
        Item = Item,
        Acts = Acts,
        Effect = LogProbEffect,
        PValue = LogProbPValue,
        AdjustedPValue = LogProbAdjustedPValue,
        HeldOut = LogProbHeldOut,
    };
}

/// <summary>How many questions were answered in one way.</summary>
internal sealed record AnswerCount(AnswerClass Class, int Count);
