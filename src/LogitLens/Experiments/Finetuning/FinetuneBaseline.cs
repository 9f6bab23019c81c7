namespace LogitLens.Experiments.Finetuning;

/// <summary>A simpler classifier that stands beside the finetuned model.</summary>
public enum FinetuneBaseline
{
    /// <summary>A logistic regression on how often each token occurs in a text.</summary>
    BagOfWords,

    /// <summary>A logistic regression on what a head would read of the model before training.</summary>
    FrozenBody,

    /// <summary>None.</summary>
    None,
}

/// <summary>What baselines are called in results.</summary>
internal static class BaselineNames
{
    /// <summary>The condition of a baseline's answers.</summary>
    public static Condition ConditionOf(FinetuneBaseline baseline) => Condition.Named(baseline == FinetuneBaseline.BagOfWords ? "bag-of-words" : "frozen-body");

    /// <summary>Those that are asked for.</summary>
    public static IReadOnlyList<FinetuneBaseline> Chosen(MaterialOptions options) => options.Baselines.Contains(FinetuneBaseline.None) ? [] : options.Baselines;

    /// <summary>The unit of one of its answers.</summary>
    public static string UnitOf(FinetuneBaseline baseline, string example) => $"{ConditionOf(baseline).Name}/{example}";

    /// <summary>The baseline that a unit is of; null for other units.</summary>
    public static FinetuneBaseline? Of(string unit) => new[] { FinetuneBaseline.BagOfWords, FinetuneBaseline.FrozenBody }
        .Where(baseline => unit.StartsWith(UnitOf(baseline, ""), StringComparison.Ordinal)).Select(baseline => (FinetuneBaseline?)baseline).FirstOrDefault();
}
