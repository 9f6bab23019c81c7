using LogitLens.Options;
using LogitLens.Ratings;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Cli;

/// <summary><c>interp rate</c>: what people chose on a sheet of pairs.</summary>
internal sealed class RateCommand()
    : Subcommand<RateCommand.Settings>("rate", CommandGroup.Results,
        "Read a sheet that people have rated: how far they agree, what they prefer, which judges they agree with")
{
    private const int MostNamed = 5;

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
        string.Join("; ", [
            .. summary.Ratings == 0 ? [] : (string[])[$"{Count(summary.Items, "item")}, {Count(summary.Ratings, "rating")}"],
            .. summary.Words is { } chosen ? (string[])[$"{Count(chosen.Texts, "text")}, {Count(chosen.Chosen, "chosen word")}"] : [],
        ]) + $" by {Count(summary.Raters.Count, "rater")}",
        ["measure", "value", "95% interval", "n"],
        [.. summary.Ratings == 0 ? [] : Pairs(summary), .. summary.Words is { } words ? Words(words) : []])
    {
        Notes = [.. summary.Ratings == 0 ? [] : Remarks(summary), .. summary.Words is { } asked ? Remarks(asked) : []],
    };

    private static IEnumerable<IReadOnlyList<string>> Pairs(RatingSummary summary) =>
    [
        Row("Krippendorff's alpha", summary.Alpha, CellFormat.ThreeDecimals),
        Row("preference for the expected text", summary.Preference, CellFormat.Share),
        .. summary.Raters.Count == 1 ? [] : summary.Raters.Select(rater => Row($"  {rater.Rater}", rater.Preference, CellFormat.Share)),
        Row("ties", summary.Ties.ToEstimate(), CellFormat.Share),
        .. summary.Judges.Select(judge => Row($"agreement with judge {judge.Judge}", judge.Agreement.ToEstimate(), CellFormat.Share)),
    ];

    private static IEnumerable<IReadOnlyList<string>> Words(WordSummary words) =>
    [
        Row("alpha of words chosen", words.Alpha, CellFormat.ThreeDecimals),
        Row("words that another rater chose", words.Raters, CellFormat.Share),
        .. words.Methods.SelectMany(method => (IReadOnlyList<string>[])
        [
            Row($"words first by {method.Method}", method.Overlap, CellFormat.Share),
            Row($"  over chance ({CellFormat.Share.Of(method.Chance)})", method.OverChance, CellFormat.Share),
        ]),
    ];

    private static string Count(int count, string what) => $"{CellFormat.Count.Of(count)} {what}{(count == 1 ? "" : "s")}";

    private static IEnumerable<string> Remarks(WordSummary words)
    {
        yield return "a method's share is that of the words which people chose that are among as many of its first; chance is that of words in random order";
        if (words.Unknown.Count > 0)
        {
            yield return $"{Count(words.Unknown.Count, "word")} left out, not in the text: {string.Join(", ", words.Unknown.Take(MostNamed))}"
                + (words.Unknown.Count > MostNamed ? " and so on" : "");
        }
    }

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
