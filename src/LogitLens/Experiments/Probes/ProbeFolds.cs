using LogitLens.Datasets;

namespace LogitLens.Experiments.Probes;

/// <summary>The folds of the cross-validation that chooses a penalty.</summary>
internal static class ProbeFolds
{
    /// <summary>
    /// [row] its fold; rows that belong together, as tokens of a text do, share one. All 0 with fewer rows of a class, or fewer groups, than folds: there is
    /// nothing to choose by then.
    /// </summary>
    /// <param name="options">How many folds, and the seed.</param>
    /// <param name="data">The data, which say what belongs together.</param>
    /// <param name="texts">Places of the texts.</param>
    /// <param name="rows">Their rows.</param>
    /// <param name="count">How many of the rows, from the first, are fitted.</param>
    public static int[] Of(ProbeTrainOptions options, ProbeData data, IReadOnlyList<int> texts, ProbeRows rows, int count) =>
        Of(options, rows.Classes[..count], [.. rows.Texts[..count].Select(text => data.Groups[texts[text]])]);

    /// <summary>The same of some rows.</summary>
    /// <param name="options">How many folds, and the seed.</param>
    /// <param name="labels">[row] its class.</param>
    /// <param name="groups">[row] what it belongs together with others by.</param>
    public static int[] Of(ProbeTrainOptions options, int[] labels, int[] groups)
    {
        int folds = options.FoldCount;
        bool enough = labels.GroupBy(label => label).All(each => each.Count() >= folds) && groups.Distinct().Count() >= folds;
        return enough
            ? DataParts.Divide(labels, groups, [.. Enumerable.Repeat(1.0 / folds, folds)], new SeededRandom(options.Run.Seed, "folds"))
            : new int[labels.Length];
    }
}
