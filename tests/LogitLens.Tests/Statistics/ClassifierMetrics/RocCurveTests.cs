using FsCheck;
using FsCheck.Fluent;
using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.ClassifierMetrics;

public class RocCurveTests
{
    [Fact]
    public void Points_match_scikit_learn_with_equal_scores()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("classification.json").GetProperty("cases").EnumerateArray())
        {
            double[][] probabilities = [.. sample.Rows("probabilities")];
            int[] actual = sample.Integers("actual");
            int c = 0;
            foreach (JsonElement curve in sample.GetProperty("roc").EnumerateArray())
            {
                RocCurve roc = RocCurve.Of(probabilities.Select(row => row[c]).ToArray(), Array.ConvertAll(actual, a => a == c));
                double[][] expected = curve.ValueKind == System.Text.Json.JsonValueKind.Null
                    ? [[], [], []]
                    : [.. curve.EnumerateArray().Select(part => part.Numbers())];
                Approximately.AllEqual(expected[0], [.. roc.Points.Select(point => point.FalsePositiveRate)]);
                Approximately.AllEqual(expected[1], [.. roc.Points.Select(point => point.TruePositiveRate)]);
                Approximately.AllEqual(expected[2], [.. roc.Points.Skip(1).Select(point => point.Threshold!.Value)]);
                c++;
            }
        }
    }

    [Fact]
    public void Area_is_the_chance_that_a_positive_scores_above_a_negative_with_ties_halved()
    {
        // Of the six pairs four are won and one is tied.
        Assert.Equal(4.5 / 6, RocCurve.Of([0.9, 0.5, 0.8, 0.5, 0.1], [true, true, false, false, false]).Auc);
    }

    [Fact]
    public void Area_does_not_change_under_a_rising_transform_of_the_scores() =>
        Prop.ForAll<int[]>(values =>
        {
            bool[] positive = [.. values.Select((_, i) => i % 3 == 0)];
            double? area = RocCurve.Of(Array.ConvertAll(values, v => (double)v), positive).Auc;
            return area == RocCurve.Of(Array.ConvertAll(values, v => Math.Atan(v / 50.0)), positive).Auc;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Area_of_negated_scores_is_the_complement() =>
        Prop.ForAll<int[]>(values =>
        {
            bool[] positive = [.. values.Select((_, i) => i % 3 == 0)];
            double? area = RocCurve.Of(Array.ConvertAll(values, v => (double)v), positive).Auc;
            double? negated = RocCurve.Of(Array.ConvertAll(values, v => -(double)v), positive).Auc;
            return area is null ? negated is null : Math.Abs(1 - area.Value - negated!.Value) < 1e-12;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_scores_give_a_straight_line()
    {
        RocCurve roc = RocCurve.Of([0.5, 0.5, 0.5], [true, false, true]);
        Assert.Equal([new RocPoint(null, 0, 0), new RocPoint(0.5, 1, 1)], roc.Points);
        Assert.Equal(0.5, roc.Auc);
    }

    [Fact]
    public void One_class_alone_has_no_curve()
    {
        Assert.Null(RocCurve.Of([0.1, 0.9], [true, true]).Auc);
        Assert.Empty(RocCurve.Of([0.1, 0.9], [false, false]).Points);
        Assert.Null(RocCurve.Of([], []).Auc);
    }

    [Fact]
    public void NaN_and_unequal_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RocCurve.Of([double.NaN, 1], [true, false]));
        Assert.Throws<ArgumentException>(() => RocCurve.Of([1, 2], [true]));
    }
}
