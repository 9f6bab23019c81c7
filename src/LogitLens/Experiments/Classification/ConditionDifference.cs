using LogitLens.Runs;
using LogitLens.Statistics.Comparisons;

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
    internal static CsvTable Table(IReadOnlyList<ConditionDifference> comparisons) => new(
        "comparisons",
        [
            "first", "second", "n", "accuracy_first", "accuracy_second", "difference", "low", "high", "only_first_right", "only_second_right",
            "p_value", "p_value_adjusted",
        ],
        comparisons.Select(pair => (IReadOnlyList<object?>)
        [
            pair.First, pair.Second, pair.N, pair.Accuracy.First.Value, pair.Accuracy.Second.Value, pair.Accuracy.Difference.Value,
            pair.Accuracy.Difference.Interval?.Low, pair.Accuracy.Difference.Interval?.High, pair.Accuracy.Test.OnlyFirst, pair.Accuracy.Test.OnlySecond,
            pair.Accuracy.Test.PValue, pair.AdjustedPValue,
        ]));

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
