using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class RanksTests
{
    [Fact]
    public void Ranks_match_scipy_with_ties()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("correlations.json").GetProperty("cases").EnumerateArray())
        {
            Assert.Equal(sample.Numbers("ranks"), Ranks.Average(sample.Numbers("x")));
        }
    }

    [Fact]
    public void Equal_values_share_the_mean_of_their_ranks() => Assert.Equal([4, 1.5, 3, 1.5], Ranks.Average([9, 2, 5, 2]));

    [Fact]
    public void Nothing_has_no_ranks() => Assert.Empty(Ranks.Average([]));

    [Fact]
    public void NaN_is_refused() => Assert.Throws<ArgumentException>(() => Ranks.Average([1, double.NaN]));
}
