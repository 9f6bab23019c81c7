using LogitLens.Statistics.Comparisons;
using LogitLens.Tables;

namespace LogitLens.Experiments.Classification;

/// <summary>What one condition's examples came out as.</summary>
/// <param name="Name">The condition's name.</param>
/// <param name="Correct">For each example's id, whether it was answered right.</param>
public sealed record ConditionOutcomes(string Name, IReadOnlyDictionary<string, bool> Correct);

/// <summary>Two conditions on the examples that both have.</summary>
/// <param name="First">The first condition's name.</param>
/// <param name="Second">The second condition's name.</param>
/// <param name="N">Examples that both have.</param>
/// <param name="Accuracy">Accuracies, their difference (second less first) and McNemar's exact test.</param>
/// <param name="AdjustedPValue">The test's p-value after Benjamini-Hochberg over all pairs of conditions; null where there is none.</param>
public record ConditionDifference(string First, string Second, int N, PairedProportions Accuracy, double? AdjustedPValue)
{
    /// <summary>Compares each pair of conditions.</summary>
    public static IReadOnlyList<ConditionDifference> Between(IReadOnlyList<ConditionOutcomes> conditions)
    {
        List<ConditionDifference> pairs = [];
        for (int i = 0; i < conditions.Count; i++)
        {
            for (int j = i + 1; j < conditions.Count; j++)
            {
                pairs.Add(Of(conditions[i], conditions[j]));
            }
        }

        ConditionDifference[] tested = [.. pairs.Where(pair => pair.Accuracy.Test.PValue is not null)];
        double[] adjusted = BenjaminiHochberg.Adjust([.. tested.Select(pair => pair.Accuracy.Test.PValue!.Value)]);
        return [.. pairs.Select(pair => Array.IndexOf(tested, pair) is int place and >= 0 ? pair with { AdjustedPValue = adjusted[place] } : pair)];
    }

    /// <summary>The comparisons as a tidy table.</summary>
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
        .Column("p_value", pair => pair.Accuracy.Test.PValue, "McNemar's exact test of no difference, two-sided", CellFormat.PValue)
        .Column("p_value_adjusted", pair => pair.AdjustedPValue, "after Benjamini and Hochberg over all pairs of conditions", CellFormat.PValue);

    private static ConditionDifference Of(ConditionOutcomes first, ConditionOutcomes second)
    {
        string[] both = [.. first.Correct.Keys.Where(second.Correct.ContainsKey)];
        return new ConditionDifference(
            first.Name,
            second.Name,
            both.Length,
            PairedProportions.Of([.. both.Select(id => first.Correct[id])], [.. both.Select(id => second.Correct[id])]),
            null);
    }
}
