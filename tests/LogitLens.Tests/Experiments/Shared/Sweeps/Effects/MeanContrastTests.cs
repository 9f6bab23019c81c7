using LogitLens.Experiments.Sweeps;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.Sweeps.Effects;

public sealed class MeanContrastTests
{
    [Fact]
    public void Welchs_interval_matches_a_hand_worked_case()
    {
        Estimate contrast = MeanContrast.Welch(SampleMean.Of([1, 2, 3, 4]), SampleMean.Of([2, 4, 9]), 7);

        // Variances of the means 5/12 and 13/3: standard error 2.17945, 2.3884 degrees of freedom.
        Assert.Equal(-2.5, contrast.Value!.Value, 9);
        Assert.Equal(-contrast.Interval!.Value.Low - 5, contrast.Interval.Value.High, 9);
        Assert.Equal(7, contrast.N);
        double reach = contrast.Interval.Value.High + 2.5;
        Assert.Equal(3.69705, reach / 2.17945, 3);
    }

    [Fact]
    public void Under_draws_that_both_sets_share_a_contrast_varies_by_draws_and_by_each_sets_examples()
    {
        // Contrasts of 1 and 3 by draw: variance of the mean 1. Examples' means of 2 and 4, and of 0 and 2: variance of each mean 1.
        SampleMean contrast = MeanContrast.OverDraws([[1, 3], [3, 5]], [[0, 2], [0, 2]], null, null)!;

        Assert.Equal((2.0, 3.0, 1), (contrast.Mean, contrast.Variance!.Value, contrast.Degrees));
    }

    [Fact]
    public void A_class_of_one_example_has_no_interval()
    {
        Estimate contrast = MeanContrast.Welch(SampleMean.Of([1]), SampleMean.Of([2, 4]), 3);
        Assert.Equal((-2.0, null), (contrast.Value, contrast.Interval));
    }
}
