using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class RunningMomentsTests
{
    [Fact]
    public void Mean_and_variance_match_numpy()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("intervals.json").GetProperty("samples").EnumerateArray())
        {
            RunningMoments moments = Of(sample.Numbers("values"));
            Approximately.Equal(sample.Number("mean"), moments.Mean);
            Approximately.Equal(sample.Number("variance"), moments.Variance);
        }
    }

    [Fact]
    public void Variance_survives_a_mean_a_billion_times_the_spread()
    {
        RunningMoments moments = Of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
        Assert.Equal(30, moments.Variance!.Value, 1e-9);
    }

    [Fact]
    public void Undefined_moments_are_null()
    {
        Assert.Null(Of([]).Mean);
        Assert.Equal(5, Of([5]).Mean);
        Assert.Null(Of([5]).Variance);
        Assert.Null(Of([5]).StandardError);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Values_that_would_poison_the_mean_are_refused(double value) =>
        Assert.Throws<ArgumentException>(() => new RunningMoments().Add(value));

    private static RunningMoments Of(double[] values)
    {
        RunningMoments moments = new();
        foreach (double value in values)
        {
            moments.Add(value);
        }

        return moments;
    }
}
