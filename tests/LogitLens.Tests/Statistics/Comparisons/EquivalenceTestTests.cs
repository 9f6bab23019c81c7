using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Comparisons;

public class EquivalenceTestTests
{
    [Fact]
    public void Both_one_sided_tests_match_scipy()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("sampling.json").GetProperty("equivalence").EnumerateArray())
        {
            EquivalenceTest test = EquivalenceTest.Paired(sample.Numbers("differences"), sample.Number("margin"));
            double[] interval = sample.Numbers("interval");
            Approximately.Equal(sample.Number("p"), test.PValue, 1e-9);
            Approximately.Equal(interval[0], test.Difference.Interval!.Value.Low, 1e-9);
            Approximately.Equal(interval[1], test.Difference.Interval.Value.High, 1e-9);
            Assert.Equal(Math.Max(Math.Abs(interval[0]), Math.Abs(interval[1])) < test.Margin, test.Equivalent);
        }
    }

    [Fact]
    public void Few_examples_show_no_equivalence_though_they_show_no_difference() =>
        Assert.False(EquivalenceTest.Paired([0.3, -0.3, 0.2], 0.1).Equivalent);

    [Fact]
    public void Copies_of_examples_show_no_more_than_the_examples()
    {
        double[] few = [0.02, -0.05, 0.03, 0.01];
        double[] copies = [.. few, .. few, .. few];
        double alone = EquivalenceTest.Paired(few, 0.06).PValue!.Value;
        Approximately.Equal(alone, EquivalenceTest.Paired(copies, 0.06, [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]).PValue);
        Assert.True(EquivalenceTest.Paired(copies, 0.06).PValue < alone);
    }

    [Fact]
    public void Equal_differences_count_as_so_many_tosses()
    {
        Assert.Equal(1 / 16.0, EquivalenceTest.Paired([0, 0, 0, 0], 0.1).PValue);
        Assert.Equal(1, EquivalenceTest.Paired([0.2, 0.2], 0.1).PValue);
        Assert.Null(EquivalenceTest.Paired([0.2], 0.1).PValue);
        Assert.Null(EquivalenceTest.Paired([], 0.1).Difference.Value);
    }

    [Fact]
    public void Over_draws_no_p_is_below_what_their_agreement_in_sign_gives()
    {
        double[][] differences = [.. Enumerable.Range(0, 4).Select(draw => Enumerable.Range(0, 50).Select(row => 0.001 * (row + draw)).ToArray())];
        Assert.Equal(1 / 8.0, EquivalenceTest.OverDraws(differences, 1).PValue);
        Approximately.Equal(EquivalenceTest.Paired(differences[0], 0.03).PValue!.Value, EquivalenceTest.OverDraws([differences[0]], 0.03).PValue);
    }

    [Fact]
    public void A_margin_lies_above_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => EquivalenceTest.Paired([1, 2], 0));
}
