using LogitLens.Statistics;
using LogitLens.Statistics.Comparisons;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What one edit does to a metric, over the examples that it applies to.</summary>
/// <param name="Edited">The metric under the edit.</param>
/// <param name="Effect">The difference that it makes, paired by example, with Student's t interval.</param>
/// <param name="PValue">Wilcoxon's signed-rank test of no effect; null where not tested.</param>
/// <param name="AdjustedPValue">After Benjamini and Hochberg over all tested edits.</param>
/// <param name="Accuracy">Accuracy among the labels under the edit.</param>
/// <param name="Classes">The effect on each class's examples.</param>
internal sealed record EditEffect(
    Estimate Edited, Estimate Effect, double? PValue, double? AdjustedPValue, Proportion Accuracy, IReadOnlyList<ClassEffect> Classes);

/// <summary>Sums up records by edit.</summary>
/// <param name="records">The examples.</param>
/// <param name="metric">What effects are differences of.</param>
/// <param name="words">The labels.</param>
internal sealed class EditEffects(IReadOnlyList<SweepRecord> records, EffectMetric metric, IReadOnlyList<string> words)
{
    private readonly MetricValues _values = new(metric);

    /// <summary>The metric without an edit, by example.</summary>
    public double[] Clean => [.. records.Select(_values.Clean)];

    /// <summary>Accuracy among the labels without an edit.</summary>
    public Proportion CleanAccuracy => Proportion.Of([.. records.Select(record => LabelScores.IsRight(record.Clean, record.Label))]);

    /// <summary>
    /// Every edit's effect; p-values for the tested ones, adjusted together. A divergence is never below zero, so there is no test of it.
    /// </summary>
    /// <param name="tested">Whether each is tested.</param>
    public EditEffect[] Of(IReadOnlyList<bool> tested)
    {
        EditEffect[] effects = [.. tested.Select((test, item) => Effect(item, test))];
        int[] adjusted = [.. Enumerable.Range(0, effects.Length).Where(item => effects[item].PValue is not null)];
        double[] pValues = BenjaminiHochberg.Adjust([.. adjusted.Select(item => effects[item].PValue!.Value)]);
        for (int k = 0; k < adjusted.Length; k++)
        {
            effects[adjusted[k]] = effects[adjusted[k]] with { AdjustedPValue = pValues[k] };
        }

        return effects;
    }

    /// <summary>The examples that an edit applies to, by place.</summary>
    public int[] Measured(int item) => [.. Enumerable.Range(0, records.Count).Where(row => records[row].Edited[item] is not null)];

    /// <summary>The difference that an edit makes to one example.</summary>
    public double Difference(int row, int item) => _values.Edited(records[row], item) - _values.Clean(records[row]);

    /// <summary>How far the ranking of edits repeats between halves of the examples; of those that apply to all of them, null for fewer than two.</summary>
    public SplitHalf? Stability(IEnumerable<int> items, long seed)
    {
        int[] everywhere = [.. items.Where(item => records.All(record => record.Edited[item] is not null))];
        return everywhere.Length < 2 || records.Count == 0
            ? null
            : SplitHalf.Of([.. Enumerable.Range(0, records.Count).Select(row => everywhere.Select(item => Difference(row, item)).ToArray())], seed);
    }

    private EditEffect Effect(int item, bool test)
    {
        int[] measured = Measured(item);
        double[] differences = [.. measured.Select(row => Difference(row, item))];
        return new EditEffect(
            MeanInterval.StudentT([.. measured.Select(row => _values.Edited(records[row], item))]),
            MeanInterval.StudentT(differences),
            test && metric != EffectMetric.Kl ? WilcoxonSignedRank.OfDifferences(differences).PValue : null,
            null,
            Proportion.Of([.. measured.Select(row => LabelScores.IsRight(records[row].Edited[item], records[row].Label))]),
            ByClass(differences, [.. measured.Select(row => records[row].Label)]));
    }

    private ClassEffect[] ByClass(double[] differences, int[] labels) =>
    [
        .. words.Select((word, label) =>
        {
            double[] own = [.. differences.Where((_, row) => labels[row] == label)], others = [.. differences.Where((_, row) => labels[row] != label)];
            return new ClassEffect(word, MeanInterval.StudentT(own), MeanContrast.Welch(own, others));
        }),
    ];
}
