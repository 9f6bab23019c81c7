using LogitLens.Runs;
using static LogitLens.Experiments.Evaluation.ResultText;

namespace LogitLens.Experiments.Capture;

/// <summary>What was recorded, as a table.</summary>
internal static class CaptureTable
{
    /// <summary>A row a site.</summary>
    public static CsvTable Of(CaptureResult result) => new(
        "sites",
        ["site", "n", "rms", "low", "high"],
        result.Sites.Select(site => (IReadOnlyList<object?>)
        [
            site.Site, site.RootMeanSquare.N, site.RootMeanSquare.Value, site.RootMeanSquare.Interval?.Low, site.RootMeanSquare.Interval?.High,
        ]));

    /// <summary>The same for people.</summary>
    public static SummaryTable Headline(CaptureResult result, string model) => new(
        $"Activations of {model}: {Number(result.N)} sequences, {Number(result.Tokens)} tokens",
        ["site", "root mean square", "95% interval"],
        [.. result.Sites.Select(site => (IReadOnlyList<string>)
            [site.Site, Fixed(site.RootMeanSquare.Value), FixedRange(site.RootMeanSquare.Interval)])])
    {
        Notes = [.. result.Notes, $"{Number(result.Tensors)} tensors: {result.Output}"],
    };
}
