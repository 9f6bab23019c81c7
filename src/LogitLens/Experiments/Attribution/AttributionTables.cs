using LogitLens.Ratings;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Attribution;

/// <summary>Attributions as tidy tables, and the rows a reader wants first.</summary>
internal static class AttributionTables
{
    private const int ShownWords = 5;
    private const int ShownForStep = 2;

    private static readonly Table<TokenScore> s_tokens = new Table<TokenScore>("tokens", "one token of the prompt under one method")
        .Column("method", row => row.Own.Method, "the method", shown: "method", key: true)
        .Column("position", row => row.Position, "place of the token in the prompt, from 0", CellFormat.Count, shown: "position")
        .Column("token", row => row.Token, "the token, or its id where the model has no tokenizer", shown: "token")
        .Column("score", row => row.Score, "its part; empty where the method cannot take it away", CellFormat.Signed, shown: "score");

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

    private static readonly Table<StepScore> s_continuation = new Table<StepScore>("continuation", "one token under one method, for one token that follows")
        .Column("step", row => row.Step, "which token of the continuation, from 1", CellFormat.Count)
        .Column("next", row => row.Next, "the token that is scored", shown: "next", key: true)
        .Column("method", row => row.Score.Own.Method, "the method", shown: "method", key: true)
        .Column("position", row => row.Score.Position, "place of the token in the prompt and what follows, from 0", CellFormat.Count, shown: "position")
        .Column("token", row => row.Score.Token, "the token, or its id where the model has no tokenizer", shown: "token")
        .Column("score", row => row.Score.Score, "its part; empty where the method cannot take it away", CellFormat.Signed, shown: "score");

    private static readonly Table<RandomisedAgreement> s_random = new Table<RandomisedAgreement>("random-model", "one method in a model with random weights")
        .Column("method", row => row.Method, "the method")
        .Estimate(
            "rank_correlation", row => row.RankCorrelation, "Spearman's correlation of the sizes of a text's scores in both models, mean over texts",
            EstimateHeadings.LowHighN, CellFormat.TwoDecimals);

    private static readonly Measures<Plausibility> s_found = new()
    {
        { "average_precision", row => row.AveragePrecision, "of the ranking of a text's tokens by score: area under the precision-recall curve" },
        { "average_precision_over_chance", row => row.OverChance, "that less the mean over all orders, paired by text" },
        { "first_is_marked", row => row.First, "share of texts whose first token by score is marked" },
    };

    private static readonly Table<(Plausibility Row, Measured Metric)> s_plausibility =
        new Table<(Plausibility Row, Measured Metric)>("plausibility", "one metric of how well one method finds what people marked")
            .Column("method", row => row.Row.Method, "the method")
            .Metric(row => row.Metric, s_found, EstimateHeadings.LowHighN)
            .Column("chance", row => row.Row.Chance, "average precision of random orders", CellFormat.Number)
            .Column("chance_first", row => row.Row.ChanceFirst, "share of tokens that are marked", CellFormat.Share);

    /// <summary>What a run may write.</summary>
    public static IReadOnlyList<TableSet> Declared { get; } =
    [
        new TableSet("a dataset", [s_words, s_parts, s_agreement, s_removals, s_random, s_plausibility]),
        new TableSet("a prompt", [s_tokens]),
        new TableSet("a continuation", [s_continuation]),
    ];

    /// <summary>The files of a result.</summary>
    public static IEnumerable<CsvTable> Of(AttributionResult result)
    {
        IEnumerable<CsvTable> own = result.Tokens.Count > 0 ? [s_tokens.Csv(Tokens(result))]
            : result.IsContinuation ? [s_continuation.Csv(Steps(result))]
            : [s_words.Csv(result.Words), s_parts.Csv(result.Parts), s_agreement.Csv(result.Agreement)];
        IEnumerable<CsvTable> tests =
        [
            .. result.RandomModel.Count == 0 ? Array.Empty<CsvTable>() : [s_random.Csv(result.RandomModel)],
            .. result.Plausibility.Count == 0 ? Array.Empty<CsvTable>()
                : [s_plausibility.Csv(result.Plausibility.SelectMany(row => s_found.Of(row).Select(metric => (row, metric))))],
        ];
        return [.. own, .. Removals(result), .. tests, .. Sheets(result)];
    }

    /// <summary>The rows that a reader wants first.</summary>
    public static SummaryTable Headline(AttributionResult result, string what)
    {
        string title = $"Attribution: {what}; {result.Target}";
        SummaryTable table = result.Tokens.Count > 0
            ? s_tokens.Summary($"{title}, {CellFormat.Signed.Of(result.Score.Value)}; the strongest tokens", result.Methods.SelectMany(method =>
                Tokens(result).Where(row => row.Own.Method == method && row.Score is not null).OrderByDescending(Size).Take(ShownWords)))
            : result.IsContinuation ? s_continuation.Summary($"{title}; the strongest tokens for each", Strongest(result))
            : s_words.Summary($"{title}; the surest words of {result.N} texts, in five of them or more", result.Methods.SelectMany(method =>
                WordEffect.Surest(result.Words.Where(word => word.Method == method)).Take(ShownWords)));
        return table with { Notes = [.. result.Notes, .. result.Agreement.Select(Describe), .. Beliefs(result)] };
    }

    private static IEnumerable<string> Beliefs(AttributionResult result) =>
        [.. result.Faithfulness.Where(IsShown).Select(Describe), .. result.RandomModel.Select(Describe), .. result.Plausibility.Select(Describe)];

    private static IEnumerable<StepScore> Strongest(AttributionResult result) => Steps(result).Where(row => row.Score.Score is not null)
        .GroupBy(row => (row.Step, row.Score.Own.Method)).SelectMany(step => step.OrderByDescending(row => Size(row.Score)).Take(ShownForStep));

    private static double Size(TokenScore row) => Math.Abs(row.Score ?? 0);

    private static IEnumerable<StepScore> Steps(AttributionResult result) => result.Examples.SelectMany((step, place) =>
        step.Attributions.SelectMany(own => Enumerable.Range(0, own.Scores.Count).Select(position =>
            new StepScore(place + 1, step.Label!, new TokenScore(own, position, step.Tokens[position])))));

    private static IEnumerable<CsvTable> Sheets(AttributionResult result)
    {
        if (result.Sheet is { } asked && asked.Pairs.Count + asked.Texts.Count > 0)
        {
            (CsvTable sheet, CsvTable key) = RatingSheet.Of(asked.Pairs, WordPairs.Question, result.Seed, (asked.Texts, HumanSheet.Question));
            yield return sheet;
            yield return key;
        }
    }

    private static string Describe(RandomisedAgreement row) =>
        $"{Name(row.Method)}: scores in a model with random weights rank tokens alike by {CellFormat.TwoDecimals.Of(row.RankCorrelation.Value)} "
        + $"({CellFormat.TwoDecimals.Of(row.RankCorrelation.Interval)}); near 0 is what should be";

    private static string Describe(Plausibility row) =>
        $"{Name(row.Method)}: average precision {CellFormat.TwoDecimals.Of(row.AveragePrecision.Value)} of the tokens that people marked, "
        + $"{CellFormat.TwoDecimals.Of(row.Chance)} by chance (difference {CellFormat.Signed.Of(row.OverChance.Interval)}, n = {row.AveragePrecision.N}); "
        + $"its first token is marked in {CellFormat.Share.Of(row.First.Value)}, {CellFormat.Share.Of(row.ChanceFirst)} by chance";

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

    private sealed record StepScore(int Step, string Next, TokenScore Score);

    private sealed record TokenScore(TokenAttribution Own, int Position, string Token)
    {
        public double? Score => Own.Scores[Position];
    }
}
