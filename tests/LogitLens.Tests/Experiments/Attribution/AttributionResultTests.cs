using LogitLens.Experiments.Attribution;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.Attribution;

public sealed class AttributionResultTests
{
    [Fact]
    public void Words_stand_by_the_nearer_end_of_their_interval_and_where_that_is_nothing_by_size()
    {
        WordEffect[] words =
        [
            Word("small", 0.1, -1, 1.2), Word("great", -5, -13, 3), Word("once", 9, null, null), Word("sure", 1, 0.8, 1.2), Word("against", -2, -3, -1),
        ];

        Assert.Equal(["against", "sure", "once", "great", "small"], WordEffect.Surest(words).Select(word => word.Word));
    }

    private static WordEffect Word(string word, double value, double? low, double? high) => new(
        AttributionMethod.LeaveOneOut, " joy", word, new Estimate(value, low is null ? null : new Interval(low.Value, high!.Value, 0.95), 5), 0.5, 0.5);
}
