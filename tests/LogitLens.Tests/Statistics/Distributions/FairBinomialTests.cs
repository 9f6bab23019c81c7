using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Distributions;

public class FairBinomialTests
{
    [Fact]
    public void Two_sided_probability_matches_scipys_exact_binomial_test()
    {
        foreach (double[] row in GoldenNumbers.Load("distributions.json").Rows("sign_test"))
        {
            Approximately.Equal(row[2], FairBinomial.TwoSided((int)row[0], (int)row[1]), 1e-9);
        }
    }

    [Fact]
    public void Five_heads_of_five_have_two_of_thirty_two_chances() => Assert.Equal(2 / 32.0, FairBinomial.TwoSided(5, 5), 1e-14);

    [Fact]
    public void No_toss_is_no_surprise() => Assert.Equal(1, FairBinomial.TwoSided(0, 0));
}
