using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments;

/// <summary>Two conditions on the examples that both have.</summary>
/// <param name="N">Examples that both have.</param>
/// <param name="Accuracy">Accuracies, their difference (second less first) and the test of none.</param>
/// <param name="AdjustedPValue">The test's p-value after Benjamini-Hochberg over all pairs of conditions; null where there is none.</param>
internal record ConditionDifference(string First, string Second, int N, PairedProportions Accuracy, double? AdjustedPValue)
{
    /// <summary><c>mcnemar</c>, <c>cluster_sign_flip</c> or <c>t_over_draws</c>.</summary>
    public string Test { get; init; } = McNemar;

    private const string McNemar = "mcnemar";

    /// <summary>Compares each pair of conditions.</summary>
    /// <param name="correct">Whether a record is a right answer.</param>
    public static IReadOnlyList<ConditionDifference> Between<T>(IReadOnlyList<ConditionGroup<T>> groups, Func<T, bool> correct) =>
        Adjust([.. groups.SelectMany((first, i) => groups.Skip(i + 1).Select(second => Of(first, second, correct)))]);

    /// <summary>Corrects comparisons together, after Benjamini and Hochberg.</summary>
    public static IReadOnlyList<TDifference> Adjust<TDifference>(IReadOnlyList<TDifference> pairs)
        where TDifference : ConditionDifference
    {
        int[] tested = [.. Enumerable.Range(0, pairs.Count).Where(pair => pairs[pair].Accuracy.Test.PValue is not null)];
        double[] adjusted = BenjaminiHochberg.Adjust([.. tested.Select(pair => pairs[pair].Accuracy.Test.PValue!.Value)]);
        TDifference[] all = [.. pairs];
        for (int place = 0; place < tested.Length; place++)
        {
            all[tested[place]] = all[tested[place]] with { AdjustedPValue = adjusted[place] };
        }

        return all;
    }

    /// <summary>Compares two conditions, without correction.</summary>
    internal static ConditionDifference Of<T>(ConditionGroup<T> first, ConditionGroup<T> second, Func<T, bool> correct)
    {
        (ConditionGroup<T> a, ConditionGroup<T> b) = first.Shared(second);
        return new ConditionDifference(first.Condition.Name, second.Condition.Name, a.N, first.Compare(second, correct), null)
        {
            Test = a.ByDraw.Count > 1 ? PairedTest.OverDraws : a.Clusters is not null ? PairedTest.OverClusters : McNemar,
        };
    }

    internal static Table<ConditionDifference> Table { get; } = new Table<ConditionDifference>(
        "comparisons", "two conditions on the examples that both have")
        .Column("first", pair => pair.First, "the first condition")
        .Column("second", pair => pair.Second, "the second condition")
        .Column("n", pair => pair.N, "examples that both have", CellFormat.Count)
        .Column("accuracy_first", pair => pair.Accuracy.First.Value, "accuracy under the first on these examples", CellFormat.Share)
        .Column("accuracy_second", pair => pair.Accuracy.Second.Value, "accuracy under the second on these examples", CellFormat.Share)
        .Estimate("difference", pair => pair.Accuracy.Difference, "`accuracy_second` less `accuracy_first`", EstimateHeadings.LowHigh, CellFormat.Share)
        .Column("only_first_right", pair => pair.Accuracy.Test.OnlyFirst, "examples answered right under the first alone", CellFormat.Count)
        .Column("only_second_right", pair => pair.Accuracy.Test.OnlySecond, "examples answered right under the second alone", CellFormat.Count)
        .Column("p_value", pair => pair.Accuracy.Test.PValue, "the test of no difference, two-sided", CellFormat.PValue)
        .Column("p_value_adjusted", pair => pair.AdjustedPValue, "after Benjamini and Hochberg over all comparisons of the run", CellFormat.PValue)
        .Column("test", pair => pair.Test, "`mcnemar`: McNemar's exact test; `cluster_sign_flip`: over clusters; `t_over_draws`: over draws of demonstrations");
}
