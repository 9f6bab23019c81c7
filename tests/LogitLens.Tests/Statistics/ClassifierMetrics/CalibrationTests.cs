using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.ClassifierMetrics;

public class CalibrationTests
{
    [Fact]
    public void Worked_by_hand()
    {
        // Two bins: (0.2 + 0.4) / 2 against 1 of 2, and 0.9 against 0 of 1.
        Calibration calibration = Calibration.Of([0.2, 0.4, 0.9], [true, false, false], bins: 2);
        Assert.Equal(((2 * 0.2) + 0.9) / 3, calibration.ExpectedCalibrationError!.Value, 1e-14);
        Assert.Equal(0.3, calibration.Bins[0].MeanConfidence!.Value, 1e-14);
        Assert.Equal((1, 2), (calibration.Bins[0].Accuracy.Count, calibration.Bins[0].Accuracy.N));
        Assert.Equal((0, 1), (calibration.Bins[1].Accuracy.Count, calibration.Bins[1].Accuracy.N));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0)]
    [InlineData(0.3, 2)]
    [InlineData(0.7, 6)]
    [InlineData(0.70001, 7)]
    [InlineData(1, 9)]
    public void A_confidence_on_an_edge_belongs_below_it(double confidence, int bin)
    {
        Calibration calibration = Calibration.Of([confidence], [true]);
        Assert.Equal(bin, calibration.Bins.ToList().FindIndex(b => b.Accuracy.N == 1));
        Assert.InRange(confidence, calibration.Bins[bin].Low, calibration.Bins[bin].High);
    }

    [Fact]
    public void Empty_bins_have_no_mean_and_no_accuracy()
    {
        ReliabilityBin empty = Calibration.Of([0.95], [true]).Bins[0];
        Assert.Equal(new ReliabilityBin(0, 0.1, null, new Proportion(0, 0, null, null)), empty);
    }

    [Fact]
    public void Confidence_that_is_the_chance_of_being_right_has_nearly_no_error()
    {
        SeededRandom random = new(2);
        double[] confidence = [.. Enumerable.Range(0, 50_000).Select(_ => random.NextDouble())];
        bool[] right = Array.ConvertAll(confidence, c => random.NextDouble() < c);
        Assert.InRange(Calibration.Of(confidence, right).ExpectedCalibrationError!.Value, 0, 0.01);
        Assert.InRange(Calibration.Of(Array.ConvertAll(confidence, c => c / 2), right).ExpectedCalibrationError!.Value, 0.24, 0.26);
    }

    [Fact]
    public void No_example_has_no_error() => Assert.Null(Calibration.Of([], []).ExpectedCalibrationError);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1.1)]
    [InlineData(-0.1)]
    public void What_is_no_confidence_is_refused(double confidence) =>
        Assert.Throws<ArgumentException>(() => Calibration.Of([confidence], [true]));
}
