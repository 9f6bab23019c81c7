using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What every sweep over labels sums up alike; a pure function of its records.</summary>
/// <param name="records">The examples' records under each draw of demonstrations.</param>
internal sealed class LabelSummary(
    ConditionGroup<SweepRecord> records, IReadOnlyList<SweepItem> items, IReadOnlyList<bool> acts, IReadOnlyList<string> words, EffectMetric metric,
    long seed)
{
    private SweepValues? _values;

    /// <summary>How far from zero is as good as zero; null where that is not tested.</summary>
    public double? Equivalence { get; init; }

    /// <summary>The metric, example by example.</summary>
    public SweepValues Values => _values ??= SweepValues.Of(records, metric);

    /// <summary>The metric of the run that patches come from, mean over examples; null where there is none.</summary>
    public double? Source => SweepValues.SourceOf(records, metric)?.SelectMany(draw => draw).Average();

    /// <summary>A result with what every sweep has filled in.</summary>
    public T Fill<T>(T result)
        where T : LabelSweepResult
    {
        EffectSummary summary = new(Values, items, acts, seed, Equivalence);
        Estimate clean = summary.Clean();
        return result with
        {
            Labels = words,
            Metric = metric,
            N = records.N,
            Clean = clean.Value,
            CleanEstimate = clean,
            CleanAccuracy = records.Share(record => LabelScores.IsRight(record.Clean, record.Label)),
            Items = Effects(summary),
            Stability = summary.Stability(),
            EquivalenceMargin = Equivalence,
        };
    }

    private LabelEffect[] Effects(EffectSummary summary)
    {
        IReadOnlyList<double[]>? source = SweepValues.SourceOf(records, metric);
        ClassEffect[][] classes = summary.ByClass(words);
        return
        [
            .. summary.Effects().Select((effect, item) =>
            {
                Estimate? restored = source is null ? null : summary.Restored(item, source);
                return new LabelEffect(effect)
                {
                    Edited = summary.Edited(item),
                    Accuracy = records.Of(Values.Measured(item)).Share(record => LabelScores.IsRight(record.Edited[item], record.Label)),
                    Restored = restored?.Value,
                    RestoredInterval = restored?.Interval,
                    Classes = classes[item],
                };
            }),
        ];
    }
}
