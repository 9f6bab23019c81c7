using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Compares cheap estimates of the heads' effects with what the sweep measured.</summary>
internal static class ScreenSummary
{
    /// <summary>The quality of each estimate that there is.</summary>
    /// <param name="setup">Holds the screen that chose the heads, where one did.</param>
    /// <param name="top">How many heads count as the top of a ranking.</param>
    public static IReadOnlyList<ScreenQuality> Of(
        AblationRecord[] records, IReadOnlyList<LabelEffect> effects, AblationSetup setup, ModelConfig config, int top)
    {
        LabelEffect[] heads = [.. effects.Where(effect => effect.Item.Kind == ItemKind.Head && effect.Effect.Value is not null)];
        List<ScreenQuality> found = [];
        if (setup.Screened is { } screened)
        {
            found.Add(Quality("gradient, on the examples that chose", heads, screened, config, top));
        }

        if (records.Length > 0 && Array.TrueForAll(records, record => record.Screens is not null))
        {
            double[] gradient = Means(records, record => record.Screens!.Gradient);
            double[] attribution = Means(records, record => [.. record.Screens!.Attribution.Heads.SelectMany(layer => layer)]);
            found.Add(Quality("gradient", heads, gradient, config, top));

            // Without the head, what it wrote is gone: the estimate has the other sign.
            found.Add(Quality("direct attribution", heads, [.. attribution.Select(value => -value)], config, top));
        }

        return found;
    }

    /// <summary>The mean over examples of what each part of the model writes; null where it was not asked for.</summary>
    public static LogitAttribution? MeanAttribution(AblationRecord[] records)
    {
        if (records.Length == 0 || records[0].Screens is null)
        {
            return null;
        }

        LogitAttribution[] parts = [.. records.Select(record => record.Screens!.Attribution)];
        float[] Layers(Func<LogitAttribution, float[]> values) =>
            [.. Enumerable.Range(0, parts[0].Mlps.Length).Select(layer => parts.Average(part => values(part)[layer]))];
        return new LogitAttribution(
            [
                .. Enumerable.Range(0, parts[0].Heads.Count).Select(layer =>
                    Enumerable.Range(0, parts[0].Heads[layer].Length).Select(head => parts.Average(part => part.Heads[layer][head])).ToArray()),
            ],
            Layers(part => part.Mlps),
            Layers(part => part.AttentionOutputBiases),
            parts.Average(part => part.Embedding),
            parts.Average(part => part.PositionEmbedding),
            parts.Average(part => part.FinalNormBias),
            parts.Average(part => part.Total));
    }

    private static ScreenQuality Quality(string name, LabelEffect[] heads, double[] byHead, ModelConfig config, int top)
    {
        double[] estimates = [.. heads.Select(head => byHead[head.Item.Layer!.Value * config.Heads + head.Item.Head!.Value])];
        double[] measured = [.. heads.Select(head => head.Effect.Value!.Value)];
        int count = Math.Min(top, heads.Length);
        double? recall = count == 0 ? null : (double)Largest(estimates, count).Intersect(Largest(measured, count)).Count() / count;
        return new ScreenQuality(name, heads.Length < 2 ? null : Correlation.Spearman(estimates, measured), count, recall, estimates);
    }

    private static IEnumerable<int> Largest(double[] values, int count) =>
        Enumerable.Range(0, values.Length).OrderByDescending(index => Math.Abs(values[index])).Take(count);

    private static double[] Means(AblationRecord[] records, Func<AblationRecord, float[]> values)
    {
        double[] sums = new double[values(records[0]).Length];
        foreach (AblationRecord record in records)
        {
            float[] own = values(record);
            for (int k = 0; k < sums.Length; k++)
            {
                sums[k] += own[k] / (double)records.Length;
            }
        }

        return sums;
    }
}
