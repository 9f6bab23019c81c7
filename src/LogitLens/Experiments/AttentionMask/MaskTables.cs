using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>A sweep's results as tidy tables, and the rows a reader wants first.</summary>
internal static class MaskTables
{
    public static IEnumerable<CsvTable> Of(AttentionMaskResult result)
    {
        yield return SweepTables.Effects(result, SweepAxis.Regions, patches: false);
        yield return SweepTables.ClassEffects(result, [.. SweepAxis.Regions.Take(2)]);
        if (result.Strips.Count > 0)
        {
            yield return new CsvTable(
                "tokens",
                ["example", "label", "predicted", "token", "text", "effect"],
                result.Strips.SelectMany(strip => strip.Tokens.Select((token, k) =>
                    (IReadOnlyList<object?>)[strip.Id, strip.Label, strip.Predicted, k, token, strip.Effects[k]])));
        }
    }

    public static SummaryTable Headline(AttentionMaskResult result, string what) =>
        SweepTables.Headline(result, $"Hiding attention: {what}", "hidden", [], []);
}
