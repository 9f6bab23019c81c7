using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Sums up a sweep's records; a pure function of them and the options.</summary>
internal sealed class AblationSummary(HeadAblationOptions options, ModelConfig config, IReadOnlyList<string> words)
{
    private const int MostRecalled = 24;

    /// <summary>The summary.</summary>
    /// <param name="records">The examples' records.</param>
    /// <param name="items">What the records' lists are of.</param>
    /// <param name="setup">What was found out once.</param>
    /// <param name="notes">Remarks on the data.</param>
    public HeadAblationResult Of(AblationRecord[] records, IReadOnlyList<SweptItem> items, AblationSetup setup, IReadOnlyList<string> notes)
    {
        MetricValues values = new(options.Ablation.Metric);
        EditEffects measured = new(records, options.Ablation.Metric, words);
        double[] clean = measured.Clean;
        double[]? source = records.Length > 0 && Array.TrueForAll(records, record => record.Source is not null)
            && options.Ablation.Metric is EffectMetric.LogitDifference or EffectMetric.Accuracy
            ? [.. records.Select(record => values.Source(record.Source!, record.Label))]
            : null;
        ItemEffect[] effects =
        [
            .. measured.Of([.. items.Select(item => item.IsSingle)]).Select((effect, index) => new ItemEffect(
                items[index], effect.Edited, effect.Effect, effect.PValue, effect.AdjustedPValue, effect.Accuracy,
                Restored(measured, index, clean, source), effect.Classes)),
        ];
        LayerGrid grid = new(options.Ablation.What, config);
        return new HeadAblationResult
        {
            LayerCount = config.Layers,
            HeadCount = config.Heads,
            Labels = words,
            What = options.Ablation.What,
            Edit = options.EditName,
            Metric = options.Ablation.Metric,
            N = records.Length,
            Clean = Mean(clean),
            Source = source is null ? null : Mean(source),
            CleanEstimate = MeanInterval.StudentT(clean),
            CleanAccuracy = measured.CleanAccuracy,
            Edited = grid.Of(effects.Select(effect => (effect.Item, effect.Edited.Value))),
            Effects = grid.Of(effects.Select(effect => (effect.Item, effect.Effect.Value))),
            Items = effects,
            Stability = measured.Stability(Enumerable.Range(0, items.Count).Where(item => items[item].IsSingle), options.Run.Seed),
            Screens = ScreenSummary.Of(records, effects, setup, config, options.Ablation.Screen ?? Math.Min(MostRecalled, effects.Length / 4)),
            Group = HeadSetSummary.Group([.. effects.Select(effect => effect.Ranked)]),
            Cumulative = HeadSetSummary.Cumulative(effects, MeanInterval.StudentT(clean), records),
            Descriptions = setup.Descriptions,
            DirectLogitAttribution = ScreenSummary.MeanAttribution(records),
            Notes = notes,
        };
    }

    private static double? Mean(double[] values) => values.Length == 0 ? null : values.Average();

    private static double? Restored(EditEffects effects, int item, double[] clean, double[]? source)
    {
        if (source is null)
        {
            return null;
        }

        int[] measured = effects.Measured(item);
        double reach = measured.Sum(row => source[row] - clean[row]);
        return reach == 0 ? null : measured.Sum(row => effects.Difference(row, item)) / reach;
    }
}
