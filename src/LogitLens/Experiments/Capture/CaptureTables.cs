using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Capture;

/// <summary>What was recorded, as a table.</summary>
internal static class CaptureTables
{
    public static Table<CapturedSite> Sites { get; } = new Table<CapturedSite>("sites", "one site over all sequences")
        .Column("site", row => row.Site, "its name", shown: "site", key: true)
        .Column("n", row => row.RootMeanSquare.N, "number of sequences", CellFormat.Count)
        .Estimate(
            "rms", row => row.RootMeanSquare, "root mean square of a sequence's activation, mean over sequences", EstimateHeadings.LowHigh,
            CellFormat.ThreeDecimals, shown: "root mean square");

    public static SummaryTable Headline(CaptureResult result, string model) =>
        Sites.Summary($"Activations of {model}: {result.N} sequences, {result.Tokens} tokens", result.Sites) with
        {
            Notes = [.. result.Notes, $"{result.Tensors} tensors: {result.Output}"],
        };
}
