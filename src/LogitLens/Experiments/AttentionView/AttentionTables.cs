using LogitLens.Experiments.HeadAblation;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.AttentionView;

/// <summary>Attention as tidy tables, and the rows a reader wants first.</summary>
internal static class AttentionTables
{
    private const int Shown = 10;

    private static readonly Table<HeadPart> s_parts = new Table<HeadPart>("parts", "one head and one part of the prompts")
        .Column("layer", row => row.Layer, "its layer, from 0", CellFormat.Count)
        .Column("head", row => row.Head, "the head in it", CellFormat.Count)
        .Shown("head", row => $"{row.Layer}.{row.Head}", key: true)
        .Column("part", row => row.Part, "the part: text, instruction, cue, a demonstration, a demonstration's label, the rest", shown: "part", key: true)
        .Estimate(
            "share", row => row.Share, "what the last position gives to it, mean over prompts", EstimateHeadings.LowHighN, CellFormat.Share, shown: "share");

    private static readonly Table<HeadDescription> s_heads = HeadDescription.Table
        .Shown("head", row => $"{row.Layer}.{row.Head}", key: true)
        .Shown("previous", row => row.PreviousToken, CellFormat.Share)
        .Shown("first", row => row.FirstToken, CellFormat.Share)
        .Shown("duplicate", row => row.DuplicateToken, CellFormat.Share)
        .Shown("induction", row => row.Induction, CellFormat.Share)
        .Shown("entropy", row => row.Entropy, CellFormat.TwoDecimals);

    /// <summary>What a run may write.</summary>
    public static IReadOnlyList<TableSet> Declared { get; } = [new TableSet("a dataset", [s_parts, s_heads]), new TableSet("a prompt", [s_heads])];

    /// <summary>The files of a result.</summary>
    public static IEnumerable<CsvTable> Of(AttentionResult result) =>
        result.Parts.Count == 0 ? [s_heads.Csv(result.Heads)] : [s_parts.Csv(result.Parts), s_heads.Csv(result.Heads)];

    /// <summary>The rows that a reader wants first.</summary>
    public static SummaryTable Headline(AttentionResult result, string model)
    {
        SummaryTable table = result.Parts.Count == 0
            ? s_heads.Summary(
                $"Attention of {model}, {result.Tokens.Count} tokens; the {Math.Min(Shown, result.Heads.Count)} heads of which a description says most",
                result.Heads.OrderByDescending(Strongest).Take(Shown))
            : s_parts.Summary(
                $"Attention of {model} from the last position, n = {result.N}; the {Shown} greatest shares but the rest's",
                result.Parts.Where(part => part.Part != "rest").OrderByDescending(part => part.Share.Value).Take(Shown));
        return table with { Notes = result.Patterns is { } file ? [.. result.Notes, $"patterns [head, query, key]: {file}"] : result.Notes };
    }

    private static double Strongest(HeadDescription head) =>
        Math.Max(Math.Max(head.PreviousToken, head.FirstToken), Math.Max(head.DuplicateToken, head.Induction));
}
