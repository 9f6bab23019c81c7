using LogitLens.Experiments.Attribution.Methods;
using LogitLens.Runs;
using LogitLens.Runs.Records;
using LogitLens.Tables;

namespace LogitLens.Experiments.Attribution;

/// <summary>Attributions as tidy tables, and the rows a reader wants first.</summary>
internal static class AttributionTables
{
    private const int ShownWords = 5;

    private static readonly Table<TokenScore> s_tokens = new Table<TokenScore>("tokens", "one token of the prompt under one method")
        .Column("method", row => row.Own.Method, "the method", shown: "method", key: true)
        .Column("position", row => row.Position, "place of the token in the prompt, from 0", CellFormat.Count, shown: "position")
        .Column("token", row => row.Token, "the token, or its id where the model has no tokenizer", shown: "token")
        .Column("score", row => row.Own.Scores[row.Position], "its part; empty where the method cannot take it away", CellFormat.Signed, shown: "score");

    private static readonly Table<WordEffect> s_words = new Table<WordEffect>("words", "one word of the texts under one method, for one label")
        .Column("method", row => row.Method, "the method", shown: "method", key: true)
        .Column("label", row => row.Label, "the label that is scored")
        .Column("word", row => row.Word, "the word, in lower case")
        .Shown("word", row => $"{row.Word} ({row.Label.Trim()})")
        .Estimate(
            "effect", row => row.Effect, "what its tokens add to the score in a text, mean over the texts that have it", EstimateHeadings.LowHighN,
            CellFormat.Signed, shown: "effect")
        .Column("p_value", row => row.PValue, "of a t test of a mean of 0; empty where scores have no sign", CellFormat.PValue)
        .Column("adjusted_p_value", row => row.AdjustedPValue, "Benjamini and Hochberg's, over the words of a method", CellFormat.PValue, shown: "adj. p");

    private static readonly Table<PartShare> s_parts = new Table<PartShare>("parts", "one part of the prompts under one method")
        .Column("method", row => row.Method, "the method")
        .Column("part", row => row.Part, "the part: text, instruction, cue, a demonstration, a demonstration's label, the rest")
        .Estimate("share", row => row.Share, "its share of the sum of absolute scores, mean over prompts", EstimateHeadings.LowHighN, CellFormat.Share)
        .Column("token_share", row => row.TokenShare, "its share of the prompt's tokens, mean over prompts", CellFormat.Share);

    private static readonly Table<MethodAgreement> s_agreement = new Table<MethodAgreement>("agreement", "one pair of methods")
        .Column("first", row => row.First, "one method")
        .Column("second", row => row.Second, "the other")
        .Estimate(
            "rank_correlation", row => row.RankCorrelation,
            "Spearman's correlation over a text's tokens, mean over texts; of absolute scores where a method has no sign", EstimateHeadings.LowHighN,
            CellFormat.TwoDecimals);

    private static readonly Measures<Faithfulness> s_faithfulness = new()
    {
        { "comprehensiveness", row => row.Comprehensiveness, "what the score loses without these tokens" },
        { "sufficiency", row => row.Sufficiency, "what it loses with these tokens alone: small is good" },
        { "comprehensiveness_over_random", row => row.OverRandom, "comprehensiveness over that of random orders, paired by prompt" },
    };

    private static readonly Table<(Faithfulness Row, Measured Metric)> s_removals =
        new Table<(Faithfulness Row, Measured Metric)>("faithfulness", "one metric of one method at one share of tokens")
            .Column("method", row => (object?)row.Row.Method ?? "random", "the method that ranked the tokens; random for random orders")
            .Column("operator", row => row.Row.Operator, "how tokens are taken away")
            .Column("share", row => row.Row.Share, "the share of the text's tokens that it ranks first", CellFormat.Share)
            .Metric(row => row.Metric, s_faithfulness, EstimateHeadings.LowHighN);

    /// <summary>What a run may write.</summary>
    public static IReadOnlyList<TableSet> Declared { get; } =
        [new TableSet("a dataset", [s_words, s_parts, s_agreement, s_removals]), new TableSet("a prompt", [s_tokens])];

    /// <summary>The files of a result.</summary>
    public static IEnumerable<CsvTable> Of(AttributionResult result) => result.Tokens.Count > 0
        ? [s_tokens.Csv(Tokens(result)), .. Removals(result)]
        : [s_words.Csv(result.Words), s_parts.Csv(result.Parts), s_agreement.Csv(result.Agreement), .. Removals(result)];

    /// <summary>The rows that a reader wants first.</summary>
    public static SummaryTable Headline(AttributionResult result, string what)
    {
        string title = $"Attribution: {what}; {result.Target}";
        SummaryTable table = result.Tokens.Count > 0
            ? s_tokens.Summary($"{title}, {CellFormat.Signed.Of(result.Score.Value)}; the strongest tokens", result.Methods.SelectMany(method =>
                Tokens(result).Where(row => row.Own.Method == method && row.Own.Scores[row.Position] is not null)
                    .OrderByDescending(row => Math.Abs(row.Own.Scores[row.Position]!.Value)).Take(ShownWords)))
            : s_words.Summary($"{title}; the strongest words of {result.N} texts, in five of them or more", result.Methods.SelectMany(method =>
                result.Words.Where(word => word.Method == method).OrderByDescending(word => Math.Abs(word.Effect.Value ?? 0)).Take(ShownWords)));
        return table with { Notes = [.. result.Notes, .. result.Agreement.Select(Describe), .. result.Faithfulness.Where(IsShown).Select(Describe)] };
    }

    private static IEnumerable<TokenScore> Tokens(AttributionResult result) => result.Attributions.SelectMany(own =>
        Enumerable.Range(0, own.Scores.Count).Select(position => new TokenScore(own, position, result.Tokens[position])));

    private static IEnumerable<CsvTable> Removals(AttributionResult result) => result.Faithfulness.Count == 0
        ? []
        : [s_removals.Csv(result.Faithfulness.SelectMany(row => s_faithfulness.Of(row).Select(metric => (row, metric))))];

    private static string Describe(MethodAgreement pair) =>
        $"{Name(pair.First)} and {Name(pair.Second)} rank tokens alike by {CellFormat.TwoDecimals.Of(pair.RankCorrelation.Value)} (Spearman)";

    // One line a method on the terminal; the rest is in the file.
    private static bool IsShown(Faithfulness row) => row is { Method: not null, Share: 0.2, Operator: OcclusionOperator.Mask };

    private static string Describe(Faithfulness row) =>
        $"{Name(row.Method!.Value)}: with its first fifth of tokens masked the score loses {CellFormat.TwoDecimals.Of(row.Comprehensiveness.Value)}; over "
        + "random ones "
        + $"{CellFormat.Signed.Of(row.OverRandom?.Value)} ({CellFormat.Signed.Of(row.OverRandom?.Interval)})";

    /// <summary>A method's name as it is typed.</summary>
    public static string Name(AttributionMethod method) => CellFormat.Text.Of(method);

    private sealed record TokenScore(TokenAttribution Own, int Position, string Token);
}
