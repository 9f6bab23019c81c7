using LogitLens.Statistics.Sampling;

namespace LogitLens.Experiments.Sweeps;

/// <summary>One metric of a sweep, example by example: without an edit, and under each. What edits are compared by.</summary>
/// <param name="clean">The metric without an edit, [example].</param>
/// <param name="edited">The metric under each edit, [example][item]; NaN where an edit does not apply to the example.</param>
internal sealed class SweepValues(double[] clean, double[][] edited)
{
    // Two ways to one logit differ by float32's rounding: what is no more than a few units in the last place of the logits is no effect.
    private const double RoundingUnits = 8 * 1.1920929e-7;
    private const double LeastDivergence = 1e-6;

    /// <summary>The metric without an edit, by example.</summary>
    public double[] Clean => clean;

    /// <summary>How many examples there are.</summary>
    public int Count => clean.Length;

    /// <summary>Whether the metric is 0 or 1 for each example.</summary>
    public bool IsShare { get; init; }

    /// <summary>Whether effects can be on either side of zero; what cannot is not tested against it.</summary>
    public bool IsTwoSided { get; init; } = true;

    /// <summary>Where the metric can lie.</summary>
    public ValueRange Range { get; init; } = ValueRange.Any;

    /// <summary>The class of each example; null where there are none.</summary>
    public int[]? Labels { get; init; }

    /// <summary>What each example belongs to, whose examples are not independent; null where all are.</summary>
    public int[]? Clusters { get; init; }

    /// <summary>The size below which a difference is one of rounding, by example.</summary>
    public double[]? Rounding { get; init; }

    /// <summary>The examples that an edit applies to, by place.</summary>
    public int[] Measured(int item) => [.. Enumerable.Range(0, Count).Where(row => !double.IsNaN(edited[row][item]))];

    /// <summary>The metric of one example under an edit.</summary>
    public double Edited(int row, int item) => edited[row][item];

    /// <summary>The difference that an edit makes to one example; differences of rounding are 0.</summary>
    public double Difference(int row, int item)
    {
        double difference = edited[row][item] - clean[row];
        return Rounding is not null && Math.Abs(difference) <= Rounding[row] ? 0 : difference;
    }

    /// <summary>Reads a metric of labels off records.</summary>
    /// <param name="records">The examples.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="clusters">What each example belongs to; null where all are independent.</param>
    public static SweepValues Of(IReadOnlyList<SweepRecord> records, EffectMetric metric, int[]? clusters = null) => new(
        [.. records.Select(record => CleanOf(record, metric))],
        [.. records.Select(record => Enumerable.Range(0, record.Edited.Count).Select(item => EditedOf(record, metric, item)).ToArray())])
    {
        IsShare = metric == EffectMetric.Accuracy,
        Range = metric switch
        {
            EffectMetric.Accuracy => ValueRange.Share,
            EffectMetric.Kl => ValueRange.NonNegative,
            _ => ValueRange.Any,
        },
        IsTwoSided = metric != EffectMetric.Kl || records.Any(record => record.CleanKl is not null),
        Labels = [.. records.Select(record => record.Label)],
        Clusters = clusters,
        Rounding = metric == EffectMetric.Accuracy ? null : [.. records.Select(record => RoundingOf(record, metric))],
    };

    /// <summary>The metric of the run that patches come from, by example; null where there is none.</summary>
    public static double[]? SourceOf(IReadOnlyList<SweepRecord> records, EffectMetric metric)
    {
        bool known = records.Count > 0 && records.All(record => metric switch
        {
            EffectMetric.LogProb => record.SourceLogProb is not null,
            EffectMetric.Kl => record.CleanKl is not null,
            _ => record.Source is not null,
        });
        return known ? [.. records.Select(record => metric switch
        {
            EffectMetric.LogProb => record.SourceLogProb!.Value,
            EffectMetric.Kl => 0,
            _ => OfLogits(record.Source!, record.Label, metric),
        })] : null;
    }

    private static double CleanOf(SweepRecord record, EffectMetric metric) => metric switch
    {
        EffectMetric.LogProb => record.CleanLogProb!.Value,
        EffectMetric.Kl => record.CleanKl ?? 0,
        _ => OfLogits(record.Clean, record.Label, metric),
    };

    private static double EditedOf(SweepRecord record, EffectMetric metric, int item) => metric switch
    {
        _ when record.Edited[item] is null => double.NaN,
        EffectMetric.LogProb => record.EditedLogProb![item],
        EffectMetric.Kl => record.Kl![item],
        _ => OfLogits(record.Edited[item]!, record.Label, metric),
    };

    private static double OfLogits(float[] logits, int label, EffectMetric metric) =>
        metric switch
        {
            EffectMetric.Accuracy => LabelScores.IsRight(logits, label) ? 1 : 0,
            EffectMetric.LabelContrast => LabelScores.Contrast(logits),
            _ => LabelScores.Difference(logits, label),
        };

    private static double RoundingOf(SweepRecord record, EffectMetric metric) =>
        metric == EffectMetric.Kl ? LeastDivergence : RoundingUnits * record.Clean.Max(logit => Math.Abs(logit));
}
