using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Distributions;

public class StudentTTests
{
    [Fact]
    public void Probabilities_match_scipy()
    {
        foreach (double[] row in GoldenNumbers.Load("distributions.json").Rows("t_cdf"))
        {
            Assert.Equal(row[2], StudentT.Cdf(row[0], row[1]), 1e-10);
        }
    }

    [Fact]
    public void Quantiles_match_scipy_from_one_degree_of_freedom_up()
    {
        foreach (double[] row in GoldenNumbers.Load("distributions.json").Rows("t_quantile"))
        {
            Assert.Equal(row[2], StudentT.Quantile(row[0], row[1]), 1e-9 * (1 + Math.Abs(row[2])));
        }
    }

    [Fact]
    public void Zero_degrees_of_freedom_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Cdf(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(0.9, 0));
    }
}
