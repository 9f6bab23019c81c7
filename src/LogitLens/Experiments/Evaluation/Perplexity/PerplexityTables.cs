using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Evaluation;

/// <summary>A text's perplexity as tidy tables, and the row a reader wants first.</summary>
internal static class PerplexityTables
{
    private static readonly Measures<PerplexityResult> s_measures = new()
    {
        { "loss", result => result.Loss, "mean negative log-probability of a token, in nats" },
        { "perplexity", result => result.Perplexity, "its exponential" },
        { "bits_per_byte", result => result.BitsPerByte, "negative log-probability in bits for each byte of the text" },
    };

    private static readonly Table<Measured> s_metrics = new Table<Measured>("metrics", "one metric of the text")
        .Metric(row => row, s_measures, EstimateHeadings.LowHigh with { N = "windows" });

    private static readonly Table<WindowLoss> s_windows = new Table<WindowLoss>("windows", "one window of the text")
        .Column("from", window => window.From, "first token that is scored, counted from the text's beginning", CellFormat.Count)
        .Column("tokens", window => window.Tokens, "how many are", CellFormat.Count)
        .Column("loss", window => window.Loss, "their mean negative log-probability, in nats", CellFormat.Number);

    private static readonly Table<PerplexityResult> s_text = new Table<PerplexityResult>("text", "the text")
        .Shown("tokens", result => result.Tokens, CellFormat.Count)
        .Shown("windows", result => result.Windows.Count, CellFormat.Count)
        .Estimate("perplexity", result => result.Perplexity, "exponential of the loss", EstimateHeadings.LowHigh, CellFormat.TwoDecimals, shown: "perplexity")
        .Shown("loss, nats", result => result.Loss.Value, CellFormat.ThreeDecimals)
        .Shown("bits a byte", result => result.BitsPerByte.Value, CellFormat.ThreeDecimals);

    public static IReadOnlyList<ITable> Declared { get; } = [s_metrics, s_windows];

    public static IEnumerable<CsvTable> Of(PerplexityResult result) => [s_metrics.Csv(s_measures.Of(result)), s_windows.Csv(result.Windows)];

    public static SummaryTable Headline(PerplexityResult result, string what) => s_text.Summary($"Perplexity: {what}", [result]);
}
