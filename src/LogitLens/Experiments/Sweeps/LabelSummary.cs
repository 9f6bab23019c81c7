using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What every sweep over labels sums up alike; a pure function of its records.</summary>
/// <param name="records">The examples' records.</param>
/// <param name="items">What the records' lists are of.</param>
/// <param name="acts">Whether each item's edit can act at all.</param>
/// <param name="words">The labels.</param>
/// <param name="metric">What effects are differences of.</param>
/// <param name="seed">What splits and shuffles of the examples follow from.</param>
internal sealed class LabelSummary(
    IReadOnlyList<SweepRecord> records, IReadOnlyList<SweepItem> items, IReadOnlyList<bool> acts, IReadOnlyList<string> words, EffectMetric metric,
    long seed)
{
    private SweepValues? _values;

    /// <summary>How far from zero is as good as zero; null where that is not tested.</summary>
    public double? Equivalence { get; init; }

    /// <summary>What each example belongs to, by number; null where all are independent.</summary>
    public int[]? Clusters { get; init; }

    /// <summary>The metric, example by example.</summary>
    public SweepValues Values => _values ??= SweepValues.Of(records, metric, Clusters);

    /// <summary>The metric of the run that patches come from, mean over examples; null where there is none.</summary>
    public double? Source => SweepValues.SourceOf(records, metric)?.Average();

    /// <summary>A result with what every sweep has filled in.</summary>
    public T Fill<T>(T result)
        where T : LabelSweepResult
    {
        EffectSummary summary = new(Values, items, acts, seed, Equivalence);
        return result with
        {
            Labels = words,
            Metric = metric,
            N = records.Count,
            Clean = Values.Count == 0 ? null : Values.Clean.Average(),
            CleanEstimate = summary.Clean(),
            CleanAccuracy = Proportion.Of([.. records.Select(record => LabelScores.IsRight(record.Clean, record.Label))]),
            Items = Effects(summary),
            Stability = summary.Stability(),
            EquivalenceMargin = Equivalence,
        };
    }

    private LabelEffect[] Effects(EffectSummary summary)
    {
        double[]? source = SweepValues.SourceOf(records, metric);
        ClassEffect[][] classes = summary.ByClass(words);
        return
        [
            .. summary.Effects().Select((effect, item) =>
            {
                Estimate? restored = source is null ? null : summary.Restored(item, source);
                return new LabelEffect
                {
                    Item = effect.Item,
                    Acts = effect.Acts,
                    Effect = effect.Effect,
                    PValue = effect.PValue,
                    AdjustedPValue = effect.AdjustedPValue,
                    HeldOut = effect.HeldOut,
                    EquivalencePValue = effect.EquivalencePValue,
                    Edited = summary.Edited(item),
                    Accuracy = Proportion.Of(
                        [.. Values.Measured(item).Select(row => LabelScores.IsRight(records[row].Edited[item], records[row].Label))]),
                    Restored = restored?.Value,
                    RestoredInterval = restored?.Interval,
                    Classes = classes[item],
                };
            }),
        ];
    }
}
