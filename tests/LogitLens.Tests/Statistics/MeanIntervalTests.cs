using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class MeanIntervalTests
{
    [Fact]
    public void Students_interval_matches_scipy()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("intervals.json").GetProperty("samples").EnumerateArray())
        {
            Estimate estimate = MeanInterval.StudentT(sample.Numbers("values"));
            Assert.Equal(sample.Numbers("t")[0], estimate.Interval!.Value.Low, 1e-9);
            Assert.Equal(sample.Numbers("t")[1], estimate.Interval!.Value.High, 1e-9);
        }
    }

    [Fact]
    public void Students_interval_covers_the_mean_of_normal_data_as_often_as_it_says()
    {
        SeededRandom random = new(3);
        int covered = 0;
        for (int trial = 0; trial < 4000; trial++)
        {
            double[] sample = [.. Enumerable.Range(0, 6).Select(_ => 2 + Normal.Quantile(random.NextDouble() + 1e-17))];
            covered += MeanInterval.StudentT(sample).Interval!.Value.Contains(2) ? 1 : 0;
        }

        Assert.InRange(covered / 4000.0, 0.94, 0.96);
    }

    [Fact]
    public void No_value_gives_nothing_and_one_value_no_interval()
    {
        Assert.Equal(new Estimate(null, null, 0), MeanInterval.StudentT([]));
        Assert.Equal(new Estimate(3, null, 1), MeanInterval.StudentT([3]));
    }

    [Fact]
    public void Equal_values_give_an_interval_without_width()
    {
        Estimate expected = new(0.1, new Interval(0.1, 0.1, 0.95), 3);
        Assert.Equal(expected, MeanInterval.StudentT([0.1, 0.1, 0.1]));
    }

    [Fact]
    public void NaN_is_refused() => Assert.Throws<ArgumentException>(() => MeanInterval.StudentT([1, double.NaN]));
}
