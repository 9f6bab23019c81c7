using LogitLens.Experiments.Sweeps;
using LogitLens.Models;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Sums up a sweep's records; a pure function of them, the data and the options.</summary>
internal sealed class MaskSummary(
    AttentionMaskOptions options, ModelConfig config, SweptDraws data, IReadOnlyList<SweepItem> items, IReadOnlyList<bool> acts,
    Func<int, string> tokenText)
{
    private static readonly string s_tokenSeries = RegionItems.Name(RegionSeries.Tokens);

    public AttentionMaskResult Of(SweepRecord[] records, IReadOnlyList<string> notes)
    {
        ConditionGroup<SweepRecord> group = SweepRecord.Group(records, data.Clusters);
        LabelSummary summary = new(group, items, acts, data.Words, options.Mask.Metric, options.Run.Seed) { Equivalence = options.Tests.Equivalence };
        return summary.Fill(new AttentionMaskResult
        {
            LayerCount = config.Layers,
            HeadCount = config.Heads,
            Renormalise = options.Mask.Renormalise,
            Strips = Strips(group.ByDraw[0], summary.Values),
            Demonstrations = data.Demonstrations,
            Notes = notes,
        });
    }

    // The examples with the token that moves the answer most come first; ties keep their order.
    private TokenEffects[] Strips(SweepRecord[] records, SweepValues values)
    {
        int[] tokens =
        [
            .. Enumerable.Range(0, items.Count)
                .Where(item => items[item].Series == s_tokenSeries && items[item].LastLayer - items[item].Layer + 1 == config.Layers),
        ];
        if (tokens.Length == 0)
        {
            return [];
        }

        Dictionary<string, SweptExample> examples = data.First.Examples.ToDictionary(example => example.Id);
        return
        [
            .. Enumerable.Range(0, records.Length)
                .Select(row => Strip(
                    examples[records[row].ExampleId],
                    records[row],
                    [.. tokens.Where(item => records[row].Edited[item] is not null).Select(item => values.Difference(row, item))]))
                .Where(strip => strip.Effects.Count > 0)
                .OrderByDescending(strip => strip.Effects.Max(Math.Abs))
                .Take(options.Mask.Strips),
        ];
    }

    private TokenEffects Strip(SweptExample example, SweepRecord record, double[] effects)
    {
        int start = RegionItems.HasParts(data.First) ? example.Spans!.Text.Start : 0;
        return new TokenEffects(
            example.Id, data.Words[record.Label], data.Words[Array.IndexOf(record.Clean, record.Clean.Max())],
            [.. example.Ids.Skip(start).Take(effects.Length).Select(tokenText)], effects);
    }
}
