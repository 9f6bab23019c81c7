using System.Text.Json;
using LogitLens.Statistics;
using LogitLens.Statistics.Classification;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Classification;

public class ClassificationMetricsTests
{
    public static TheoryData<string> GoldenCases { get; } = [.. Cases().Select(sample => sample.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(GoldenCases))]
    public void Scores_of_answers_match_scikit_learn(string name)
    {
        (JsonElement golden, ClassificationMetrics metrics) = Load(name);
        Assert.Equal(golden.Number("accuracy"), metrics.Accuracy.Value!.Value, 1e-12);
        Assert.Equal(golden.Number("balanced_accuracy"), metrics.BalancedAccuracy.Value!.Value, 1e-12);
        Assert.Equal(golden.Integers("support"), metrics.Classes.Select(c => c.Support));
        Approximately.AllEqual(golden.Numbers("precision"), Values(metrics, c => c.Precision));
        Approximately.AllEqual(golden.Numbers("recall"), Values(metrics, c => c.Recall));
        Approximately.AllEqual(golden.Numbers("specificity"), Values(metrics, c => c.Specificity));
        Approximately.AllEqual(golden.Numbers("f1"), Values(metrics, c => c.F1));
        Approximately.AllEqual(golden.Numbers("macro"), PrecisionRecallF1(metrics.Macro));
        Approximately.AllEqual(golden.Numbers("weighted"), PrecisionRecallF1(metrics.Weighted));
    }

    [Theory]
    [MemberData(nameof(GoldenCases))]
    public void Scores_of_probabilities_match_scikit_learn(string name)
    {
        (JsonElement golden, ClassificationMetrics metrics) = Load(name);
        Assert.Equal(golden.Number("log_loss"), metrics.Probabilities!.LogLoss.Value!.Value, 1e-9);
        Assert.Equal(golden.Number("brier"), metrics.Probabilities.Brier.Value!.Value, 1e-12);
        Assert.Equal(golden.Number("ece"), metrics.Probabilities.ExpectedCalibrationError.Value!.Value, 1e-12);
        Assert.Equal(golden.Number("ece"), metrics.Probabilities.Calibration.ExpectedCalibrationError!.Value, 1e-12);
        foreach ((JsonElement expected, ClassMetrics actual) in golden.GetProperty("auc").EnumerateArray().Zip(metrics.Classes))
        {
            Assert.Equal(expected.ValueKind == JsonValueKind.Null, actual.RocAuc!.Value is null);
            Assert.Equal(actual.Roc!.Auc, actual.RocAuc.Value);
            if (actual.RocAuc.Value is { } auc)
            {
                Assert.Equal(expected.GetDouble(), auc, 1e-12);
            }
        }

        if (golden.TryGetProperty("macro_auc", out JsonElement macro))
        {
            Assert.Equal(macro.GetDouble(), metrics.Macro.RocAuc!.Value!.Value, 1e-12);
            Assert.Equal(golden.Number("weighted_auc"), metrics.Weighted.RocAuc!.Value!.Value, 1e-12);
        }

        if (golden.TryGetProperty("binary_brier", out JsonElement brier))
        {
            Assert.Equal(2 * brier.GetDouble(), metrics.Probabilities.Brier.Value!.Value, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases))]
    public void Every_interval_contains_its_value_and_its_sample_size_is_told(string name)
    {
        (_, ClassificationMetrics metrics) = Load(name);
        List<Estimate> estimates =
        [
            metrics.BalancedAccuracy, metrics.Macro.F1, metrics.Macro.RocAuc!, metrics.Weighted.F1,
            metrics.Probabilities!.LogLoss, metrics.Probabilities.Brier,
            .. metrics.Classes.SelectMany(c => new[] { c.Precision, c.Recall, c.Specificity, c.F1, c.RocAuc! }),
        ];
        Assert.All(
            estimates.Where(e => e.Interval is not null),
            e => Assert.True(e.Interval!.Value.Contains(e.Value!.Value), e.ToString()));
        Assert.All(metrics.Classes, c => Assert.Equal(c.Support, c.Recall.N));
        Assert.All(metrics.Classes, c => Assert.Equal(metrics.N - c.Support, c.Specificity.N));
        Assert.All(metrics.Classes, c => Assert.Equal(metrics.Confusion.Predicted(metrics.Classes.ToList().IndexOf(c)), c.Precision.N));
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals()
    {
        LabelledPredictions predictions = Predictions(Cases()[0]);
        Assert.Equal(
            ClassificationMetrics.Of(predictions, seed: 3).Probabilities!.LogLoss,
            ClassificationMetrics.Of(predictions, seed: 3).Probabilities!.LogLoss);
        Assert.NotEqual(
            ClassificationMetrics.Of(predictions, seed: 3).Probabilities!.LogLoss,
            ClassificationMetrics.Of(predictions, seed: 4).Probabilities!.LogLoss);
    }

    [Fact]
    public void A_class_never_answered_has_precision_zero_of_zero_answers_and_no_interval()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(new LabelledPredictions(["no", "yes"], [0, 1, 1], [0, 0, 0]), seed: 1);
        Assert.Equal(new Estimate(0, null, 0), metrics.Classes[1].Precision);
        Assert.Equal(0, metrics.Classes[1].F1.Value);
    }

    [Fact]
    public void Without_probabilities_their_scores_are_null()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(new LabelledPredictions(["no", "yes"], [0, 1], [0, 1]), seed: 1);
        Assert.Null(metrics.Probabilities);
        Assert.Null(metrics.Macro.RocAuc);
        Assert.All(metrics.Classes, c => Assert.Null(c.RocAuc));
        Assert.All(metrics.Classes, c => Assert.Null(c.Roc));
    }

    [Fact]
    public void Without_examples_every_value_is_null_and_all_of_it_serialises()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(new LabelledPredictions(["no", "yes"], [], [], []), seed: 1);
        Assert.Null(metrics.Accuracy.Value);
        Assert.Null(metrics.Macro.F1.Value);
        Assert.Null(metrics.Classes[0].Precision.Value);
        Assert.Null(metrics.Probabilities!.LogLoss.Value);
        Assert.Null(metrics.Baselines.MajorityLabel);
        Assert.Contains("\"N\":0", JsonSerializer.Serialize(metrics), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(GoldenCases))]
    public void Every_result_serialises_without_a_number_that_json_lacks(string name) =>
        Assert.DoesNotContain("NaN", JsonSerializer.Serialize(Load(name).Metrics), StringComparison.Ordinal);

    private static JsonElement[] Cases() => [.. GoldenNumbers.Load("classification.json").GetProperty("cases").EnumerateArray()];

    private static (JsonElement Golden, ClassificationMetrics Metrics) Load(string name)
    {
        JsonElement golden = Cases().Single(sample => sample.GetProperty("name").GetString() == name);
        return (golden, ClassificationMetrics.Of(Predictions(golden), seed: 1, resamples: 300));
    }

    private static LabelledPredictions Predictions(JsonElement golden) => new(
        [.. Enumerable.Range(0, golden.GetProperty("classes").GetInt32()).Select(c => $"class {c}")],
        golden.Integers("actual"),
        golden.Integers("predicted"),
        [.. golden.Rows("probabilities")]);

    private static double[] Values(ClassificationMetrics metrics, Func<ClassMetrics, Estimate> score) =>
        [.. metrics.Classes.Select(c => score(c).Value!.Value)];

    private static double[] PrecisionRecallF1(MeanMetrics mean) =>
        [mean.Precision.Value!.Value, mean.Recall.Value!.Value, mean.F1.Value!.Value];
}
