using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Sampling;

public class SampleMeanTests
{
    [Fact]
    public void Independent_examples_give_the_usual_standard_error()
    {
        SampleMean sample = SampleMean.Of([1, 2, 3, 6]);
        Assert.Equal((3.0, 3, 4, 4), (sample.Mean, sample.Degrees, sample.N, sample.Units));
        Approximately.Equal(14.0 / 3 / 4, sample.Variance);
    }

    [Fact]
    public void Clusters_give_the_variance_of_leaving_out_one_at_a_time()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("sampling.json").GetProperty("clustered").EnumerateArray())
        {
            SampleMean mean = SampleMean.Of(sample.Numbers("values"), sample.Integers("clusters"));
            Approximately.Equal(sample.Number("mean"), mean.Mean);
            Approximately.Equal(sample.Number("variance"), mean.Variance);
            Assert.Equal(sample.Integers("clusters").Distinct().Count(), mean.Units);
        }
    }

    [Fact]
    public void Clusters_of_one_are_independent_examples() =>
        Approximately.Equal(SampleMean.Of([1, 2, 3, 6]).Variance!.Value, SampleMean.Of([1, 2, 3, 6], [7, 5, 3, 1]).Variance);

    [Fact]
    public void Copies_of_an_example_tell_no_more_than_the_example()
    {
        double[] values = [1, 2, 3, 6];
        double[] twice = [.. values, .. values];
        Approximately.Equal(SampleMean.Of(values).Variance!.Value, SampleMean.Of(twice, [0, 1, 2, 3, 0, 1, 2, 3]).Variance);
    }

    [Fact]
    public void Draws_that_all_agree_leave_the_examples_variance()
    {
        double[] values = [1, 2, 3, 6];
        SampleMean drawn = SampleMean.OfDraws([values, values, values]);
        Approximately.Equal(SampleMean.Of(values).Variance!.Value, drawn.Variance);
        Assert.Equal((2, 3, 4), (drawn.Degrees, drawn.Units, drawn.ExampleUnits));
    }

    [Fact]
    public void Examples_that_all_agree_leave_the_draws_variance()
    {
        SampleMean drawn = SampleMean.OfDraws([[1, 1, 1], [2, 2, 2], [6, 6, 6]]);
        Approximately.Equal(7.0 / 3, drawn.Variance);
        Assert.Equal(2, drawn.Degrees);
    }

    // Draw means 0.5 and 1, variance 1/8, over 2 draws: 1/16. Example means 0.5, 1, variance 1/8, over 2: 1/16. What neither explains is
    // +-1/4 in each of four places with one degree of freedom: 1/4, over 4 places 1/16, and counted once too often.
    [Fact]
    public void What_neither_explains_is_counted_once()
    {
        SampleMean drawn = SampleMean.OfDraws([[0, 1], [1, 1]]);
        Assert.Equal(0.75, drawn.Mean);
        Approximately.Equal(1 / 16.0, drawn.Variance);
    }

    [Fact]
    public void The_test_is_students()
    {
        // t = 2 on 3 degrees of freedom.
        SampleMean sample = new(2, 1, 3, 4, 4);
        Assert.Equal(0.13932596855884, sample.PValue!.Value, 1e-12);
        Assert.Equal(1, SampleMean.Of([0, 0, 0]).PValue);
        Assert.Equal(0.25, SampleMean.Of([2, 2, 2]).PValue);
        Assert.Null(SampleMean.Of([2]).PValue);
    }

    [Fact]
    public void One_cluster_tells_nothing_of_the_variance() => Assert.Null(SampleMean.Of([1, 2, 3], [4, 4, 4]).Variance);

    [Fact]
    public void Draws_of_different_examples_are_refused() => Assert.Throws<ArgumentException>(() => SampleMean.OfDraws([[1, 2], [1]]));
}
