using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Comparisons;

public class SignFlipTestTests
{
    [Fact]
    public void The_p_value_matches_scipys_permutation_test()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("comparisons.json").GetProperty("sign_flip").EnumerateArray())
        {
            SignFlipTest test = SignFlipTest.OfDifferences(sample.Numbers("differences"), seed: 1, flips: 100_000);
            Assert.Equal(sample.Number("p"), test.PValue!.Value, test.Exact ? 1e-12 : 0.005);
        }
    }

    [Fact]
    public void Random_flips_agree_with_all_flips()
    {
        SeededRandom random = new(1);
        double[] sixteen = [.. Enumerable.Range(0, 16).Select(_ => random.NextDouble() - 0.4)];
        double[] seventeen = [.. sixteen, 1e-9];
        SignFlipTest all = SignFlipTest.OfDifferences(sixteen, seed: 1);
        SignFlipTest some = SignFlipTest.OfDifferences(seventeen, seed: 1, flips: 200_000);
        Assert.True(all.Exact);
        Assert.False(some.Exact);
        Assert.Equal(all.PValue!.Value, some.PValue!.Value, 0.004);
    }

    [Fact]
    public void Four_equal_differences_one_way_have_two_of_sixteen_chances()
    {
        // 0.1 three times over is not 0.3: patterns that tie must count although their sums round apart.
        SignFlipTest test = SignFlipTest.OfDifferences([0.1, 0.1, 0.1, 0.1], seed: 1);
        Assert.Equal(2 / 16.0, test.PValue);
        Assert.Equal(0.1, test.MeanDifference!.Value, 1e-15);
    }

    [Fact]
    public void Exchanging_the_conditions_keeps_the_p_value_and_turns_the_sign()
    {
        SignFlipTest forth = SignFlipTest.OfDifferences([1, 4, -1, 4], seed: 1);
        SignFlipTest back = SignFlipTest.OfDifferences([-1, -4, 1, -4], seed: 1);
        Assert.Equal(forth.PValue, back.PValue);
        Assert.Equal(forth.MeanDifference, -back.MeanDifference);
    }

    [Fact]
    public void Conditions_that_agree_everywhere_have_p_one() =>
        Assert.Equal(new SignFlipTest(0, 30, 1, true), SignFlipTest.OfDifferences(new double[30], seed: 1));

    [Fact]
    public void No_example_has_no_p_value() => Assert.Null(SignFlipTest.OfDifferences([], seed: 1).PValue);

    [Fact]
    public void NaN_is_refused() => Assert.Throws<ArgumentException>(() => SignFlipTest.OfDifferences([double.NaN], seed: 1));
}
