using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Distributions;

public class BetaFunctionTests
{
    [Fact]
    public void Regularized_matches_scipy()
    {
        foreach (double[] row in GoldenNumbers.Load("distributions.json").Rows("beta"))
        {
            Approximately.Equal(row[3], BetaFunction.Regularized(row[0], row[1], row[2]), 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 24)]
    [InlineData(11, 3628800)]
    public void Log_gamma_of_a_whole_number_is_the_log_of_the_factorial_before_it(double x, double factorial) =>
        Assert.Equal(Math.Log(factorial), BetaFunction.LogGamma(x), 1e-13);
}
