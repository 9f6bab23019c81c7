using LogitLens.Statistics;

namespace LogitLens.Ratings;

/// <summary>What people's ratings of pairs come to.</summary>
/// <param name="Items">Rows that anybody rated.</param>
/// <param name="Ratings">All ratings.</param>
/// <param name="Alpha">Krippendorff's alpha among the raters.</param>
/// <param name="Preference">
/// The share of ratings for the expected text, ties half, mean over items, with the interval over items; no value where nothing is expected.
/// </param>
/// <param name="Ties">The share of ratings that are ties.</param>
/// <param name="Raters">The same preference of each rater.</param>
/// <param name="Judges">How often each judge agrees with the raters.</param>
public sealed record RatingSummary(
    int Items, int Ratings, Estimate Alpha, Estimate Preference, Proportion Ties, IReadOnlyList<RaterSummary> Raters, IReadOnlyList<JudgeAgreement> Judges)
{
    /// <summary>What the words that people chose come to; null where the sheet asks for none, or nobody wrote any.</summary>
    public WordSummary? Words { get; init; }

    /// <summary>Sums a sheet up.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="seed">What the bootstrap follows from.</param>
    public static RatingSummary Of(RatedSheet sheet, long seed)
    {
        RatedItem[] rated = [.. sheet.Items.Where(item => item.Ratings.Any(rating => rating is not null))];
        Choice[] all = [.. rated.SelectMany(item => item.Ratings.OfType<Choice>())];
        RatedItem[] expected = [.. rated.Where(item => item.Expected is not null)];
        return new RatingSummary(
            rated.Length,
            all.Length,
            KrippendorffAlpha.Of([.. rated.Select(item => item.Ratings.Select(rating => (int?)rating).ToArray())], seed),
            MeanInterval.Within([.. expected.Select(item => item.Ratings.OfType<Choice>().Average(rating => For(rating, item.Expected!.Value)))],
                ValueRange.Share),
            Proportion.Of(all.Count(rating => rating == Choice.Tie), all.Length),
            [.. sheet.Raters.Select((rater, place) => OfRater(rater, place, expected))],
            [.. sheet.Judges.Select((judge, place) => OfJudge(judge, place, rated))])
        {
            Words = WordSummary.Of(sheet, seed),
        };
    }

    private static RaterSummary OfRater(string rater, int place, RatedItem[] expected)
    {
        double[] values = [.. expected.Where(item => item.Ratings[place] is not null).Select(item => For(item.Ratings[place]!.Value, item.Expected!.Value))];
        return new RaterSummary(rater, MeanInterval.Within(values, ValueRange.Share));
    }

    // Where most of those who chose a text chose one, and the judge chose one too.
    private static JudgeAgreement OfJudge(string judge, int place, RatedItem[] rated)
    {
        (Choice Judge, Choice Raters)[] both =
        [
            .. rated.Where(item => item.Judges[place] is Choice.A or Choice.B && Majority(item) is not null)
                .Select(item => (item.Judges[place]!.Value, Majority(item)!.Value)),
        ];
        return new JudgeAgreement(judge, Proportion.Of(both.Count(pair => pair.Judge == pair.Raters), both.Length), rated.Length - both.Length);
    }

    private static Choice? Majority(RatedItem item) =>
        Math.Sign(item.Ratings.Count(rating => rating == Choice.A) - item.Ratings.Count(rating => rating == Choice.B)) switch
        {
            > 0 => Choice.A,
            < 0 => Choice.B,
            _ => null,
        };

    private static double For(Choice rating, Choice expected) => rating == Choice.Tie ? 0.5 : rating == expected ? 1 : 0;
}

/// <summary>One rater.</summary>
/// <param name="Rater">The column.</param>
/// <param name="Preference">Their share for the expected text, ties half.</param>
public sealed record RaterSummary(string Rater, Estimate Preference);

/// <summary>A judge beside the raters.</summary>
/// <param name="Judge">The judge.</param>
/// <param name="Agreement">The share of items on which it chooses the text that most raters do, of those on which both choose one.</param>
/// <param name="Undecided">Items on which it or the raters choose neither.</param>
public sealed record JudgeAgreement(string Judge, Proportion Agreement, int Undecided);
