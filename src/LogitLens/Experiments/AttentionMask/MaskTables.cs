using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>A sweep's results as tidy tables, and the rows a reader wants first.</summary>
internal static class MaskTables
{
    private static readonly Table<ClassRow> s_classEffects = SweepTables.ClassEffects(SweepTables.WithRegion);

    private static readonly Table<TokenRow> s_tokens = new Table<TokenRow>("tokens", "one token of one example, hidden from all others")
        .Column("example", row => row.Strip.Id, "the example")
        .Column("label", row => row.Strip.Label, "its right label")
        .Column("predicted", row => row.Strip.Predicted, "the label with the greatest logit with nothing hidden")
        .Column("token", row => row.Token, "the token's number, from 0", CellFormat.Count)
        .Column("text", row => row.Strip.Tokens[row.Token], "its text")
        .Column("effect", row => row.Strip.Effects[row.Token], "the effect of hiding it", CellFormat.Number);

    public static IReadOnlyList<TableSet> Declared { get; } = [new TableSet("", [Effects(null), s_classEffects, s_tokens])];

    public static IEnumerable<CsvTable> Of(AttentionMaskResult result)
    {
        yield return Effects(result).Csv(result.Items);
        yield return s_classEffects.Csv(SweepTables.ClassRows(result));
        if (result.Strips.Count > 0)
        {
            yield return s_tokens.Csv(result.Strips.SelectMany(strip => strip.Tokens.Select((_, token) => new TokenRow(strip, token))));
        }
    }

    public static SummaryTable Headline(AttentionMaskResult result, string what) =>
        SweepTables.Headline(Effects(result), result, $"Hiding attention: {what}", []);

    private static Table<LabelEffect> Effects(AttentionMaskResult? result) =>
        SweepTables.Effects(SweepTables.WithRegionAxes, "hidden", result, patches: false);

    private sealed record TokenRow(TokenEffects Strip, int Token);
}
