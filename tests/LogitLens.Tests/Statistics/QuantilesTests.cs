using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class QuantilesTests
{
    [Fact]
    public void Quantiles_match_numpy()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("intervals.json").GetProperty("samples").EnumerateArray())
        {
            double[] values = sample.Numbers("values");
            Assert.Equal(sample.Number("median"), Quantiles.Median(values)!.Value, 1e-12);
            foreach ((double share, double expected) in sample.Numbers("shares").Zip(sample.Numbers("quantiles")))
            {
                Assert.Equal(expected, Quantiles.Quantile(values, share)!.Value, 1e-12);
            }
        }
    }

    [Fact]
    public void The_sample_is_left_in_its_order()
    {
        double[] values = [3, 1, 2];
        Assert.Equal(2, Quantiles.Median(values));
        Assert.Equal([3, 1, 2], values);
    }

    [Fact]
    public void An_empty_sample_has_no_median() => Assert.Null(Quantiles.Median([]));

    [Fact]
    public void NaN_and_impossible_shares_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Quantiles.Median([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Quantile([1, 2], 1.1));
    }
}
