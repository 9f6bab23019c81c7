using LogitLens.Cli.CommandLine;
using LogitLens.Options;
using LogitLens.Ratings;
using LogitLens.Runs;
using LogitLens.Runs.Records;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp rate</c>: what people chose on a sheet of pairs.</summary>
internal sealed class RateCommand()
    : Subcommand<RateCommand.Settings>("rate", CommandGroup.Results,
        "Read a sheet that people have rated: how far they agree, what they prefer, which judges they agree with")
{
    public override IReadOnlyList<CommandExample> Examples =>
        [new("rate results/run/human-sheet.csv", "after steer --human-sheet 40, and the sheet's rater columns filled in with a, b or tie")];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        RatedSheet sheet = RatedSheet.Read(options.Sheet, options.Key);
        RatingSummary summary = RatingSummary.Of(sheet, options.Seed);
        if (!context.WriteJson(() => Json.ToNode(summary)))
        {
            context.Write(Table(summary));
        }

        return ExitCode.Done;
    }

    private static SummaryTable Table(RatingSummary summary) => new(
        $"{summary.Items} items, {summary.Ratings} ratings by {summary.Raters.Count} {(summary.Raters.Count == 1 ? "rater" : "raters")}",
        ["measure", "value", "95% interval", "n"],
        [
            Row("Krippendorff's alpha", summary.Alpha, CellFormat.ThreeDecimals),
            Row("preference for the expected text", summary.Preference, CellFormat.Share),
            .. summary.Raters.Count == 1 ? [] : summary.Raters.Select(rater => Row($"  {rater.Rater}", rater.Preference, CellFormat.Share)),
            Row("ties", summary.Ties.ToEstimate(), CellFormat.Share),
            .. summary.Judges.Select(judge => Row($"agreement with judge {judge.Judge}", judge.Agreement.ToEstimate(), CellFormat.Share)),
        ])
    {
        Notes = [.. Remarks(summary)],
    };

    private static IEnumerable<string> Remarks(RatingSummary summary)
    {
        if (summary.Alpha.Value is null)
        {
            yield return summary.Raters.Count == 1
                ? "alpha needs two raters of the same items"
                : "alpha needs items that two raters have rated, and ratings that are not all alike";
        }

        if (summary.Preference.N == 0)
        {
            yield return "the key expects neither text of any pair, so there is no preference";
        }

        yield return "ties count half; agreement is of the items on which most raters, and the judge, choose one of the two";
    }

    private static IReadOnlyList<string> Row(string measure, Estimate estimate, CellFormat format) =>
        [measure, format.Of(estimate.Value), format.Of(estimate.Interval), CellFormat.Count.Of(estimate.N)];

    internal sealed record Settings
    {
        [Argument("sheet", "The sheet, filled in", Required = true)]
        public string Sheet { get; init; } = "";

        [Option("key", "The sheet's key; the file beside it, SHEET-key.csv, when not given", Placeholder = "FILE")]
        public string? Key { get; init; }

        [Option("seed", "The seed for alpha's interval", Min = 0)]
        public int Seed { get; init; }
    }
}
