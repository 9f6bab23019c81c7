using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.ClassifierMetrics;

public class ConfusionMatrixTests
{
    [Fact]
    public void Counts_match_scikit_learn_with_answers_that_are_no_class_apart()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("classification.json").GetProperty("cases").EnumerateArray())
        {
            string[] labels = [.. Enumerable.Range(0, sample.GetProperty("classes").GetInt32()).Select(c => $"class {c}")];
            ConfusionMatrix matrix = ConfusionMatrix.Of(
                new LabelledPredictions(labels, sample.Integers("actual"), sample.Integers("predicted")));
            Assert.Equal(sample.Rows("confusion"), matrix.Counts.Select(row => Array.ConvertAll(row, count => (double)count)));
            Assert.Equal(sample.Integers("no_class"), matrix.NoClass);
        }
    }

    [Fact]
    public void Margins_are_supports_and_answers()
    {
        ConfusionMatrix matrix = ConfusionMatrix.Of(
            new LabelledPredictions(["a", "b"], [0, 0, 0, 1], [0, 1, LabelledPredictions.NoClass, 1]));
        Assert.Equal((3, 1), (matrix.Support(0), matrix.Support(1)));
        Assert.Equal((1, 2), (matrix.Predicted(0), matrix.Predicted(1)));
        Assert.Equal((4, 2), (matrix.N, matrix.Right));
    }
}
