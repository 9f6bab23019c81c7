using LogitLens.Experiments.Attribution;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.Attribution;

public sealed class AttributionTablesTests
{
    [Fact]
    public void A_word_that_is_surely_other_than_zero_stands_before_a_rare_one_that_may_be_anything()
    {
        WordEffect rare = Word("rare", 5, -3, 13, 5), sure = Word("sure", 1, 0.8, 1.2, 200), against = Word("against", -2, -3, -1, 50);
        SummaryTable table = AttributionTables.Headline(
            new AttributionResult
            {
                Target = "score",
                Score = new Estimate(1, null, 3),
                Methods = [AttributionMethod.LeaveOneOut],
                Words = [rare, sure, against],
            },
            "tiny");

        Assert.Equal(["against (joy)", "sure (joy)", "rare (joy)"], table.Rows.Select(row => row[1]));
    }

    private static WordEffect Word(string word, double value, double low, double high, int n) =>
        new(AttributionMethod.LeaveOneOut, " joy", word, new Estimate(value, new Interval(low, high, 0.95), n), 0.5, 0.5);
}
