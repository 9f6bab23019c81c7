using LogitLens.Models;
using LogitLens.Statistics;
using LogitLens.Statistics.Comparisons;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Sums up a sweep's records; a pure function of them and the options.</summary>
internal sealed class AblationSummary(HeadAblationOptions options, ModelConfig config, IReadOnlyList<string> words)
{
    private const int MostRecalled = 24;

    /// <summary>The summary.</summary>
    /// <param name="records">The examples' records.</param>
    /// <param name="items">What the records' lists are of.</param>
    /// <param name="setup">What was found out once; null in a shard without it.</param>
    /// <param name="notes">Remarks on the data.</param>
    public HeadAblationResult Of(AblationRecord[] records, IReadOnlyList<SweptItem> items, SetupRecord? setup, IReadOnlyList<string> notes)
    {
        MetricValues values = new(options.Ablation.Metric);
        double[] clean = [.. records.Select(values.Clean)];
        double[]? source = records.Length > 0 && Array.TrueForAll(records, record => record.Source is not null)
            && options.Ablation.Metric is EffectMetric.LogitDifference or EffectMetric.Accuracy
            ? [.. records.Select(values.Source)]
            : null;
        ItemEffect[] effects = Adjusted([.. items.Select((item, index) => Effect(item, index, records, values, source))]);
        bool[] single = [.. items.Select(IsSingle)];
        return new HeadAblationResult
        {
            LayerCount = config.Layers,
            HeadCount = config.Heads,
            Labels = words,
            What = options.Ablation.What,
            Edit = EditName(),
            Metric = options.Ablation.Metric,
            N = records.Length,
            Clean = Mean(clean),
            Source = source is null ? null : Mean(source),
            CleanEstimate = MeanInterval.StudentT(clean),
            CleanAccuracy = Proportion.Of([.. records.Select(record => LabelScores.IsRight(record.Clean, record.Label))]),
            Edited = Grid(effects, effect => effect.Edited.Value),
            Effects = Grid(effects, effect => effect.Effect.Value),
            Items = effects,
            Stability = Stability(records, single, values),
            Screens = ScreenSummary.Of(records, effects, setup, config, options.Ablation.Screen ?? Math.Min(MostRecalled, effects.Length / 4)),
            Group = HeadSetSummary.Group(effects),
            Cumulative = HeadSetSummary.Cumulative(effects, MeanInterval.StudentT(clean), records),
            Descriptions = setup?.Descriptions ?? [],
            DirectLogitAttribution = ScreenSummary.MeanAttribution(records),
            Notes = notes,
        };
    }

    private static bool IsSingle(SweptItem item) => item.Layer is not null;

    private static double? Mean(double[] values) => values.Length == 0 ? null : values.Average();

    private static ItemEffect[] Adjusted(ItemEffect[] effects)
    {
        int[] tested = [.. Enumerable.Range(0, effects.Length).Where(index => effects[index].PValue is not null)];
        double[] adjusted = BenjaminiHochberg.Adjust([.. tested.Select(index => effects[index].PValue!.Value)]);
        for (int k = 0; k < tested.Length; k++)
        {
            effects[tested[k]] = effects[tested[k]] with { AdjustedPValue = adjusted[k] };
        }

        return effects;
    }

    private ItemEffect Effect(SweptItem item, int index, AblationRecord[] records, MetricValues values, double[]? source)
    {
        int[] measured = [.. Enumerable.Range(0, records.Length).Where(row => records[row].Edited[index] is not null)];
        double[] edited = [.. measured.Select(row => values.Edited(records[row], index))];
        double[] differences = [.. measured.Select((row, k) => edited[k] - values.Clean(records[row]))];
        double reach = source is null ? 0 : measured.Sum(row => source[row] - values.Clean(records[row]));
        return new ItemEffect(
            item,
            MeanInterval.StudentT(edited),
            MeanInterval.StudentT(differences),
            IsSingle(item) ? WilcoxonSignedRank.OfDifferences(differences).PValue : null,
            null,
            Proportion.Of([.. measured.Select(row => LabelScores.IsRight(records[row].Edited[index], records[row].Label))]),
            reach == 0 ? null : differences.Sum() / reach,
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

    private double?[][] Grid(ItemEffect[] effects, Func<ItemEffect, double?> value)
    {
        ItemEffect[] single = [.. effects.Where(effect => IsSingle(effect.Item))];
        if (single.Length == 0)
        {
            return [];
        }

        int columns = Math.Max(
            options.Ablation.What is SweptPart.Heads or SweptPart.Paths ? config.Heads : 1, single.Max(effect => effect.Item.Position ?? 0) + 1);
        double?[][] grid = [.. Enumerable.Range(0, config.Layers).Select(_ => new double?[columns])];
        foreach (ItemEffect effect in single)
        {
            grid[effect.Item.Layer!.Value][effect.Item.Head ?? effect.Item.Position ?? 0] = value(effect);
        }

        return grid;
    }

    private SplitHalf? Stability(AblationRecord[] records, bool[] single, MetricValues values)
    {
        int[] items = [.. Enumerable.Range(0, single.Length).Where(item => single[item] && Array.TrueForAll(records, record => record.Edited[item] is not null))];
        return items.Length < 2
            ? null
            : SplitHalf.Of([.. records.Select(record => items.Select(item => values.Edited(record, item) - values.Clean(record)).ToArray())], options.Run.Seed);
    }

    private string EditName() => (options.Patch.IsGiven, options.Ablation.Method, options.Ablation.MeanOver) switch
    {
        (true, _, _) => options.Patch.Direction == PatchDirection.Denoise ? "denoise" : "noise",
        (_, AblationMethod.Mean, MeanScope.Position) => "mean over position",
        (_, AblationMethod.Mean, _) => "mean over dataset",
        (_, AblationMethod.Resample, _) => "resample",
        _ => "zero",
    };
}
