using System.Globalization;
using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>A sweep's results as tidy tables, and the rows a reader wants first.</summary>
internal static class MaskTables
{
    private const int Shown = 10;

    public static IEnumerable<CsvTable> Of(AttentionMaskResult result)
    {
        yield return new CsvTable(
            "effects",
            ["item", "region", "sweep", "layer", "last_layer", "head", "target", "edited", "effect", "low", "high", "n", "p_value", "p_value_adjusted", "accuracy"],
            result.Items.Select(effect => (IReadOnlyList<object?>)
            [
                effect.Item.Name, effect.Item.Region, effect.Item.Sweep, effect.Item.Layer, effect.Item.LastLayer, effect.Item.Head, effect.Item.Target,
                effect.Edited.Value, effect.Effect.Value, effect.Effect.Interval?.Low, effect.Effect.Interval?.High, effect.Effect.N, effect.PValue,
                effect.AdjustedPValue, effect.Accuracy.Value,
            ]));
        yield return new CsvTable(
            "class-effects",
            ["item", "region", "class", "n", "effect", "low", "high", "specificity", "specificity_low", "specificity_high"],
            result.Items.SelectMany(effect => effect.Classes.Select(own => (IReadOnlyList<object?>)
            [
                effect.Item.Name, effect.Item.Region, own.Label, own.Effect.N, own.Effect.Value, own.Effect.Interval?.Low, own.Effect.Interval?.High,
                own.Specificity.Value, own.Specificity.Interval?.Low, own.Specificity.Interval?.High,
            ])));
        if (result.Strips.Count > 0)
        {
            yield return new CsvTable(
                "tokens",
                ["example", "label", "predicted", "token", "text", "effect"],
                result.Strips.SelectMany(strip => strip.Tokens.Select((token, k) =>
                    (IReadOnlyList<object?>)[strip.Id, strip.Label, strip.Predicted, k, token, strip.Effects[k]])));
        }
    }

    /// <summary>The regions with the greatest effects.</summary>
    public static IEnumerable<RegionEffect> Top(AttentionMaskResult result, int count) =>
        result.Ranked.OrderByDescending(effect => Math.Abs(effect.Effect.Value!.Value)).Take(count);

    public static SummaryTable Headline(AttentionMaskResult result, string what) => new(
        $"Hiding attention: {what}, n = {result.N}; {result.Metric.Name()} without {Fixed(result.Clean)}, accuracy {Percent(result.CleanAccuracy.Value)}",
        ["hidden", "effect", "95% interval", "n", "p, adjusted", "accuracy"],
        [.. Top(result, Shown).Select(Row)])
    {
        Notes = [.. Remarks(result)],
    };

    private static IReadOnlyList<string> Row(RegionEffect effect) =>
    [
        effect.Item.Name, Fixed(effect.Effect.Value),
        effect.Effect.Interval is { } interval ? $"{Fixed(interval.Low)} to {Fixed(interval.High)}" : "-",
        effect.Effect.N.ToString(CultureInfo.InvariantCulture), effect.AdjustedPValue is { } p ? p < 0.001 ? "<0.001" : Fixed(p) : "-",
        Percent(effect.Accuracy.Value),
    ];

    private static IEnumerable<string> Remarks(AttentionMaskResult result)
    {
        if (result.Items.Count > 1 && result.Items.Any(effect => effect.AdjustedPValue is not null))
        {
            yield return $"{result.Items.Count(effect => effect.IsSignificant)} of {result.Items.Count} effects differ from zero at a false discovery rate of 5%";
        }

        if (result.Items.Count(effect => effect.Effect.Value is not null) - result.Ranked.Count() is var rare and > 0)
        {
            yield return $"regions that fewer than {AttentionMaskResult.FewestRanked} examples have are not ranked: {rare}";
        }

        if (result.Stability is { RankCorrelation: { } repeat })
        {
            yield return $"the ranking repeats between halves of the examples with a rank correlation of {Fixed(repeat)}";
        }

        foreach (string note in result.Notes)
        {
            yield return note;
        }
    }

    private static string Fixed(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? value) => value is { } share ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "-";
}
