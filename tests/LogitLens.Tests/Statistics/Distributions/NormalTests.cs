using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Distributions;

public class NormalTests
{
    [Fact]
    public void Probabilities_and_quantiles_match_scipy_far_into_the_tail()
    {
        foreach (double[] row in GoldenNumbers.Load("distributions.json").Rows("normal_cdf"))
        {
            Approximately.Equal(row[1], Normal.Cdf(row[0]), 2e-12);
        }

        foreach (double[] row in GoldenNumbers.Load("distributions.json").Rows("normal_quantile"))
        {
            Assert.Equal(row[1], Normal.Quantile(row[0]), 1e-11 * (1 + Math.Abs(row[1])));
        }
    }

    [Fact]
    public void Infinities_have_probability_zero_and_one()
    {
        Assert.Equal(0, Normal.Cdf(double.NegativeInfinity));
        Assert.Equal(1, Normal.Cdf(double.PositiveInfinity));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Probabilities_at_and_beyond_the_ends_have_no_quantile(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(probability));

    [Fact]
    public void NaN_has_no_probability() => Assert.Throws<ArgumentException>(() => Normal.Cdf(double.NaN));
}
