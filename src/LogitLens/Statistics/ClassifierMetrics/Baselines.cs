namespace LogitLens.Statistics;

/// <summary>The accuracies that need no model.</summary>
/// <param name="MajorityLabel">The most frequent class, the first of equals; null when there is no example.</param>
/// <param name="Majority">The accuracy of always answering it.</param>
/// <param name="UniformRandom">The expected accuracy of guessing all classes alike: one over their number; null without classes.</param>
/// <param name="ProportionalRandom">The expected accuracy of guessing each class as often as it occurs; null when there is no
/// example.</param>
public sealed record Baselines(string? MajorityLabel, Proportion Majority, double? UniformRandom, double? ProportionalRandom)
{
    /// <summary>The baselines for examples of the given classes.</summary>
    /// <param name="labels">The classes' names.</param>
    /// <param name="actual">[example] the right class, an index into <paramref name="labels"/>.</param>
    /// <param name="level">Confidence level of the majority's interval.</param>
    public static Baselines Of(IReadOnlyList<string> labels, ReadOnlySpan<int> actual, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(labels);
        double? uniform = labels.Count == 0 ? null : 1.0 / labels.Count;
        if (actual.IsEmpty)
        {
            return new Baselines(null, Proportion.Of(0, 0, level), uniform, null);
        }

        int[] support = new int[labels.Count];
        foreach (int c in actual)
        {
            support[c]++;
        }

        int n = actual.Length;
        int majority = Array.IndexOf(support, support.Max());
        double proportional = support.Sum(s => (double)s / n * s / n);
        return new Baselines(labels[majority], Proportion.Of(support[majority], n, level), uniform, proportional);
    }
}
