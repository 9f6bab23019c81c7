using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.ClassifierMetrics;

public class LabelledPredictionsTests
{
    private static readonly string[] s_labels = ["no", "yes"];

    [Fact]
    public void Classes_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LabelledPredictions(s_labels, [2], [0]));
        Assert.Throws<ArgumentException>(() => new LabelledPredictions(s_labels, [-1], [0]));
        Assert.Throws<ArgumentException>(() => new LabelledPredictions(s_labels, [0], [2]));
    }

    [Fact]
    public void Parts_of_unequal_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LabelledPredictions(s_labels, [0, 1], [0]));
        Assert.Throws<ArgumentException>(() => new LabelledPredictions(s_labels, [0], [0], [[0.5, 0.5], [0.5, 0.5]]));
    }

    [Theory]
    [InlineData(0.5, double.NaN)]
    [InlineData(0.5, 0.4)]
    [InlineData(1.5, -0.5)]
    public void Rows_that_are_no_distribution_are_refused(double first, double second) =>
        Assert.Throws<ArgumentException>(() => new LabelledPredictions(s_labels, [0], [0], [[first, second]]));

    [Fact]
    public void A_distribution_over_another_number_of_classes_is_refused() =>
        Assert.Throws<ArgumentException>(() => new LabelledPredictions(s_labels, [0], [0], [[1]]));

    [Fact]
    public void Distributions_that_sum_to_one_in_single_precision_are_taken() =>
        Assert.Equal(1, new LabelledPredictions(s_labels, [0], [1], [[0.3f, 0.7f]]).N);
}
