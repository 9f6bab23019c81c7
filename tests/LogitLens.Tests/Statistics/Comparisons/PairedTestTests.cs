using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Comparisons;

public class PairedTestTests
{
    [Fact]
    public void Clusters_that_all_agree_have_two_patterns_of_signs_in_favour()
    {
        // Three clusters, whatever the number of examples in each: 2 of 8 patterns reach as far.
        Assert.Equal(0.25, PairedTest.PValue([[1, 1, 1, 1, 1, 1]], [0, 0, 0, 1, 1, 2]));
        Assert.Null(PairedTest.PValue([[1, 1]], [4, 4]));
        Assert.Null(PairedTest.PValue([[]], []));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0.5)]
    [InlineData(5, 0.0625)]
    [InlineData(6, 0.03125)]
    public void Draws_can_give_no_less_than_all_of_their_signs_agreeing(int draws, double smallest) =>
        Assert.Equal(smallest, PairedTest.SmallestOverDraws(draws));

    [Fact]
    public void Draws_that_disagree_do_not_reject()
    {
        double[][] differences = [[1, 1, 1, 1], [-1, -1, -1, -1], [1, 1, 1, 1], [1, 1, 1, 1]];
        Assert.InRange(PairedTest.PValue(differences, null)!.Value, 0.3, 0.5);
    }
}
