using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.ClassifierMetrics;

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
            ClassificationMetrics.Of(predictions, seed: 3).Macro.F1,
            ClassificationMetrics.Of(predictions, seed: 3).Macro.F1);
        Assert.NotEqual(
            ClassificationMetrics.Of(predictions, seed: 3).Macro.F1,
            ClassificationMetrics.Of(predictions, seed: 4).Macro.F1);
    }

    [Fact]
    public void A_class_never_answered_has_precision_zero_of_zero_answers_and_no_interval()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(new LabelledPredictions(["no", "yes"], [0, 1, 1], [0, 0, 0]), seed: 1);
        Assert.Equal(new Estimate(0, null, 0), metrics.Classes[1].Precision);
        Assert.Equal(0, metrics.Classes[1].F1.Value);
    }

    // The bootstrap of answers that are all wrong, or all right, never varies.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void No_interval_collapses_where_all_answers_are_alike(int right, double expected)
    {
        int[] actual = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
        int[] predicted = Array.ConvertAll(actual, label => right == 1 ? label : 1 - label);
        ClassificationMetrics metrics = ClassificationMetrics.Of(
            new LabelledPredictions(["no", "yes"], actual, predicted, [.. predicted.Select(p => p == 1 ? new[] { 0.2, 0.8 } : [0.8, 0.2])]), seed: 1);
        Estimate[] estimates =
        [
            metrics.BalancedAccuracy, metrics.Macro.F1, metrics.Macro.RocAuc!, metrics.Weighted.Precision, metrics.Weighted.F1, metrics.Classes[0].F1,
            metrics.Classes[0].RocAuc!, metrics.Classes[1].Recall,
        ];
        Assert.All(estimates, estimate =>
        {
            Assert.Equal(expected, estimate.Value!.Value, 1e-12);
            Assert.InRange(estimate.Interval!.Value.High - estimate.Interval.Value.Low, 0.1, 0.6);
            Assert.InRange(estimate.Interval.Value.Low, 0, expected);
            Assert.InRange(estimate.Interval.Value.High, expected, 1);
        });
    }

    [Fact]
    public void The_f1_of_a_class_has_the_limits_of_the_share_that_it_is_made_of()
    {
        // Five of the class, four answered with it, three right: three right of six in all.
        ClassificationMetrics metrics = ClassificationMetrics.Of(
            new LabelledPredictions(["no", "yes"], [1, 1, 1, 1, 1, 0, 0, 0], [1, 1, 1, 0, 0, 1, 0, 0]), seed: 1);
        Interval share = Proportion.Wilson(3, 6);
        Assert.Equal(2 / 3.0, metrics.Classes[1].F1.Value!.Value, 1e-12);
        Assert.Equal(2 * share.Low / (1 + share.Low), metrics.Classes[1].F1.Interval!.Value.Low, 1e-12);
        Assert.Equal(2 * share.High / (1 + share.High), metrics.Classes[1].F1.Interval!.Value.High, 1e-12);
    }

    [Fact]
    public void Copies_of_examples_in_clusters_have_intervals_about_as_wide_as_the_examples_alone()
    {
        (JsonElement golden, _) = Load(Cases()[0].GetProperty("name").GetString()!);
        LabelledPredictions few = Predictions(golden);
        LabelledPredictions copies = LabelledPredictions.Together([few, few, few]);
        int[] clusters = [.. Enumerable.Range(0, copies.N).Select(i => i % few.N)];
        double alone = Width(ClassificationMetrics.Of([few], null, seed: 1).Macro.F1);
        Assert.InRange(Width(ClassificationMetrics.Of([copies], clusters, seed: 1).Macro.F1), 0.85 * alone, 1.2 * alone);
        Assert.InRange(Width(ClassificationMetrics.Of([copies], null, seed: 1).Macro.F1), 0.45 * alone, 0.7 * alone);

        static double Width(Estimate estimate) => estimate.Interval!.Value.High - estimate.Interval.Value.Low;
    }

    [Fact]
    public void Values_under_several_draws_are_means_over_the_draws_and_n_is_the_examples()
    {
        LabelledPredictions first = new(["no", "yes"], [0, 0, 1, 1], [0, 0, 1, 1]), second = new(["no", "yes"], [0, 0, 1, 1], [0, 1, 1, 0]);
        ClassificationMetrics metrics = ClassificationMetrics.Of([first, second], null, seed: 1);
        Assert.Equal((4, 0.75, 6, 8), (metrics.N, metrics.Accuracy.Value, metrics.Accuracy.Count, metrics.Accuracy.N));
        Assert.Equal(0.75, metrics.Macro.Recall.Value!.Value, 1e-12);
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

    [Fact]
    public void Examples_so_few_that_a_resample_may_be_of_one_class_have_their_mean_area_all_the_same()
    {
        double[][] rows = [[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.5, 0.1, 0.4], [0.1, 0.3, 0.6]];

        ClassificationMetrics metrics = ClassificationMetrics.Of(new LabelledPredictions(["a", "b", "c"], [0, 1, 2, 2], [0, 1, 0, 2], rows), seed: 1);

        Assert.Equal(1, metrics.Macro.RocAuc!.Value!.Value, 12);
        Assert.NotNull(metrics.Macro.RocAuc.Interval);
    }
}
