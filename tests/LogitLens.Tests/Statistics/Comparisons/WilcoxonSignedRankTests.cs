using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Comparisons;

public class WilcoxonSignedRankTests
{
    [Fact]
    public void The_p_value_matches_scipy_exact_approximate_and_with_ties()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("comparisons.json").GetProperty("wilcoxon").EnumerateArray())
        {
            WilcoxonSignedRank test = WilcoxonSignedRank.OfDifferences(sample.Numbers("differences"));
            Approximately.Equal(sample.Number("p"), test.PValue, 1e-10);
        }
    }

    [Fact]
    public void Five_rising_pairs_have_two_of_thirty_two_chances()
    {
        WilcoxonSignedRank test = WilcoxonSignedRank.OfDifferences([1, 2, 3, 4, 5]);
        Assert.Equal(new WilcoxonSignedRank(15, 5, 2 / 32.0, true), test);
    }

    [Fact]
    public void The_approximation_takes_over_without_a_jump()
    {
        double[] fifty = [.. Enumerable.Range(1, 50).Select(i => i % 3 == 0 ? -i : (double)i)];
        double exact = WilcoxonSignedRank.OfDifferences(fifty).PValue!.Value;
        WilcoxonSignedRank approximate = WilcoxonSignedRank.OfDifferences([.. fifty, 0.5]);
        Assert.False(approximate.Exact);
        Assert.Equal(exact, approximate.PValue!.Value, 0.15 * exact);
    }

    [Fact]
    public void A_sweep_of_many_examples_reaches_far_below_what_resampling_can()
    {
        SeededRandom random = new(3);
        double[] differences = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() - 0.2)];
        Assert.InRange(WilcoxonSignedRank.OfDifferences(differences).PValue!.Value, 0, 1e-20);
    }

    [Fact]
    public void Zero_differences_are_left_out()
    {
        Assert.Equal(4, WilcoxonSignedRank.OfDifferences([0, 1, 2, 0, -3, 4]).N);
        Assert.Equal(new WilcoxonSignedRank(0, 0, 1, true), WilcoxonSignedRank.OfDifferences([0, 0]));
        Assert.Null(WilcoxonSignedRank.OfDifferences([]).PValue);
    }

    [Fact]
    public void NaN_is_refused() => Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.OfDifferences([1, double.NaN]));
}
