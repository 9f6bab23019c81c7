using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.ClassifierMetrics;

public class ResampledAucTests
{
    [Fact]
    public void Each_resample_has_the_area_of_its_own_curve()
    {
        SeededRandom random = new(1);
        double[] scores = [.. Enumerable.Range(0, 30).Select(_ => random.Next(12) / 12.0)];
        bool[] positive = [.. Enumerable.Range(0, 30).Select(_ => random.Next(3) == 0)];
        ResampledAuc areas = new(scores, positive);
        int[] examples = new int[30];
        for (int draw = 0; draw < 200; draw++)
        {
            random.FillIndices(examples);
            double? expected = RocCurve.Of(Array.ConvertAll(examples, i => scores[i]), Array.ConvertAll(examples, i => positive[i])).Auc;
            Assert.Equal(expected!.Value, areas.Of(examples), 1e-12);
        }
    }

    [Fact]
    public void A_resample_of_one_class_has_no_area()
    {
        ResampledAuc areas = new([0.1, 0.9], [false, true]);
        Assert.True(double.IsNaN(areas.Of([0, 0])));
        Assert.True(double.IsNaN(areas.Of([1, 1])));
    }
}
