using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>One metric of a sweep, example by example: without an edit, and under each. What edits are compared by.</summary>
/// <param name="clean">The metric without an edit, [draw][example]: the same examples under each draw of demonstrations.</param>
/// <param name="edited">The metric under each edit, [draw][example][item]; NaN where an edit does not apply to the example.</param>
internal sealed class SweepValues(IReadOnlyList<double[]> clean, IReadOnlyList<double[][]> edited)
{
    // Two ways to one logit differ by float32's rounding: what is no more than a few units in the last place of the logits is no effect.
    private const double RoundingUnits = 8 * 1.1920929e-7;
    private const double LeastDivergence = 1e-6;

    /// <summary>Values under one draw, or without any.</summary>
    /// <param name="clean">The metric without an edit, [example].</param>
    /// <param name="edited">The metric under each edit, [example][item].</param>
    public SweepValues(double[] clean, double[][] edited)
        : this([clean], [edited])
    {
    }

    /// <summary>The metric without an edit, [draw][example].</summary>
    public IReadOnlyList<double[]> Clean => clean;

    public int Count => clean[0].Length;

    /// <summary>Under how many draws of demonstrations each was measured.</summary>
    public int Draws => clean.Count;

    /// <summary>Whether the metric is 0 or 1 for each example.</summary>
    public bool IsShare { get; init; }

    /// <summary>Whether effects can be on either side of zero; what cannot is not tested against it.</summary>
    public bool IsTwoSided { get; init; } = true;

    /// <summary>Where the metric can lie.</summary>
    public ValueRange Range { get; init; } = ValueRange.Any;

    /// <summary>The class of each example; null where there are none.</summary>
    public int[]? Labels { get; init; }

    /// <summary>What each example belongs to, whose examples are not independent; null where all are.</summary>
    public IReadOnlyList<int>? Clusters { get; init; }

    /// <summary>The size below which a difference is one of rounding, [draw][example].</summary>
    public IReadOnlyList<double[]>? Rounding { get; init; }

    /// <summary>The examples that an edit applies to under every draw, by place.</summary>
    public int[] Measured(int item) =>
        [.. Enumerable.Range(0, Count).Where(row => Enumerable.Range(0, Draws).All(draw => !double.IsNaN(edited[draw][row][item])))];

    /// <summary>The metric of one example under an edit and a draw.</summary>
    public double Edited(int draw, int row, int item) => edited[draw][row][item];

    /// <summary>The difference that an edit makes to one example, mean over draws; differences of rounding are 0.</summary>
    public double Difference(int row, int item) => Enumerable.Range(0, Draws).Average(draw => Difference(draw, row, item));

    /// <summary>The differences that an edit makes to some examples, [draw][example].</summary>
    public double[][] Differences(int item, IReadOnlyList<int> rows) =>
        [.. Enumerable.Range(0, Draws).Select(draw => rows.Select(row => Difference(draw, row, item)).ToArray())];

    /// <summary>Each placed edit's differences by the examples' ids, mean over draws, by the edit's name: what two runs are compared by.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> ByPart(IEnumerable<ItemEffect> items, IReadOnlyList<string> ids) => items
        .Select((effect, item) => (effect.Item, Place: item)).Where(each => each.Item.IsPlaced)
        .ToDictionary(
            each => each.Item.Name,
            each => (IReadOnlyDictionary<string, double>)Measured(each.Place).ToDictionary(row => ids[row], row => Difference(row, each.Place)));

    private double Difference(int draw, int row, int item)
    {
        double difference = edited[draw][row][item] - clean[draw][row];
        return Rounding is not null && Math.Abs(difference) <= Rounding[draw][row] ? 0 : difference;
    }

    /// <summary>Reads a metric of labels off records.</summary>
    /// <param name="records">The examples under each draw, with what they belong to.</param>
    public static SweepValues Of(ConditionGroup<SweepRecord> records, EffectMetric metric) => new(
        metric == EffectMetric.Recentred ? Recentred(records, record => record.Clean) : records.Values(record => CleanOf(record, metric)),
        [.. records.ByDraw.Select(draw => metric == EffectMetric.Recentred ? RecentredEdits(draw) : Array.ConvertAll(
            draw, record => Enumerable.Range(0, record.Edited.Count).Select(item => EditedOf(record, metric, item)).ToArray()))])
    {
        IsShare = metric == EffectMetric.Accuracy,
        Range = metric switch
        {
            EffectMetric.Accuracy => ValueRange.Share,
            EffectMetric.Kl => ValueRange.NonNegative,
            _ => ValueRange.Any,
        },
        IsTwoSided = metric != EffectMetric.Kl || records.All.Any(record => record.CleanKl is not null),
        Labels = Array.ConvertAll(records.ByDraw[0], record => record.Label),
        Clusters = records.Clusters,
        Rounding = metric == EffectMetric.Accuracy ? null : records.Values(record => RoundingOf(record, metric)),
    };

    /// <summary>The metric of the run that patches come from, [draw][example]; null where there is none.</summary>
    public static IReadOnlyList<double[]>? SourceOf(ConditionGroup<SweepRecord> records, EffectMetric metric)
    {
        bool known = records.N > 0 && records.All.All(record => metric switch
        {
            EffectMetric.LogProb => record.SourceLogProb is not null,
            EffectMetric.Kl => record.CleanKl is not null,
            _ => record.Source is not null,
        });
        return !known ? null : metric == EffectMetric.Recentred ? Recentred(records, record => record.Source!) : records.Values(record => metric switch
        {
            EffectMetric.LogProb => record.SourceLogProb!.Value,
            EffectMetric.Kl => 0,
            _ => OfLogits(record.Source!, record.Label, metric),
        });
    }

    private static IReadOnlyList<double[]> Recentred(ConditionGroup<SweepRecord> records, Func<SweepRecord, float[]> logits) =>
        [.. records.ByDraw.Select(draw => RecentredMargins.Of([.. draw.Select(record => record.Label)], [.. draw.Select(logits)]))];

    // Each edit has means of its own, to which examples that it does not apply to add what they are without it: [example][item].
    private static double[][] RecentredEdits(SweepRecord[] draw)
    {
        int[] labels = Array.ConvertAll(draw, record => record.Label);
        double[][] byItem =
        [
            .. Enumerable.Range(0, draw.Length == 0 ? 0 : draw[0].Edited.Count).Select(item =>
                RecentredMargins.Of(labels, Array.ConvertAll(draw, record => record.Edited[item] ?? record.Clean))),
        ];
        return
        [
            .. draw.Select((record, row) => byItem.Select((margins, item) => record.Edited[item] is null ? double.NaN : margins[row]).ToArray()),
        ];
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
