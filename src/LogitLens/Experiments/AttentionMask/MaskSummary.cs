using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Sums up a sweep's records; a pure function of them, the data and the options.</summary>
internal sealed class MaskSummary(
    AttentionMaskOptions options, ModelConfig config, SweptData data, IReadOnlyList<MaskItem> items, Func<int, string> tokenText)
{
    /// <summary>The summary.</summary>
    public AttentionMaskResult Of(SweepRecord[] records)
    {
        EditEffects measured = new(records, options.Mask.Metric, data.Words);
        double[] clean = measured.Clean;
        RegionEffect[] effects =
        [
            .. measured.Of([.. items.Select(_ => true)]).Select((effect, index) => new RegionEffect(
                items[index], effect.Edited, effect.Effect, effect.PValue, effect.AdjustedPValue, effect.Accuracy, effect.Classes)),
        ];
        return new AttentionMaskResult
        {
            LayerCount = config.Layers,
            HeadCount = config.Heads,
            Labels = data.Words,
            Renormalise = options.Mask.Renormalise,
            Metric = options.Mask.Metric,
            N = records.Length,
            Clean = clean.Length == 0 ? null : clean.Average(),
            CleanEstimate = MeanInterval.StudentT(clean),
            CleanAccuracy = measured.CleanAccuracy,
            Effects = [.. effects.Select(effect => effect.Effect.Value)],
            HeadEffects = HeadGrid(effects),
            Items = effects,
            Stability = measured.Stability(Enumerable.Range(0, items.Count), options.Run.Seed),
            Strips = Strips(records, measured),
            Notes = data.Notes,
        };
    }

    private double?[][]? HeadGrid(RegionEffect[] effects)
    {
        RegionEffect[] heads = [.. effects.Where(effect => effect.Item.Head is not null)];
        if (heads.Length == 0)
        {
            return null;
        }

        double?[][] grid = [.. Enumerable.Range(0, config.Layers).Select(_ => new double?[config.Heads])];
        foreach (RegionEffect effect in heads)
        {
            grid[effect.Item.Layer!.Value][effect.Item.Head!.Value] = effect.Effect.Value;
        }

        return grid;
    }

    // The examples with the token that moves the answer most come first; ties keep the data's order.
    private TokenEffects[] Strips(SweepRecord[] records, EditEffects measured)
    {
        int[] tokens =
        [
            .. Enumerable.Range(0, items.Count)
                .Where(item => items[item].Sweep == MaskSweep.Tokens && items[item].LastLayer - items[item].Layer + 1 == config.Layers),
        ];
        if (tokens.Length == 0)
        {
            return [];
        }

        Dictionary<string, SweptExample> examples = data.Examples.ToDictionary(example => example.Id);
        return
        [
            .. Enumerable.Range(0, records.Length)
                .Select(row => Strip(
                    examples[records[row].Id],
                    records[row],
                    [.. tokens.Where(item => records[row].Edited[item] is not null).Select(item => measured.Difference(row, item))]))
                .Where(strip => strip.Effects.Count > 0)
                .OrderByDescending(strip => strip.Effects.Max(Math.Abs))
                .Take(options.Mask.Strips),
        ];
    }

    private TokenEffects Strip(SweptExample example, SweepRecord record, double[] effects)
    {
        int start = MaskItems.HasParts(data) ? example.Spans!.Text.Start : 0;
        return new TokenEffects(
            example.Id, data.Words[record.Label], data.Words[Array.IndexOf(record.Clean, record.Clean.Max())],
            [.. example.Ids.Skip(start).Take(effects.Length).Select(tokenText)], effects);
    }
}
