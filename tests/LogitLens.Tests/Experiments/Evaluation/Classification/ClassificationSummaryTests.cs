using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Experiments.Evaluation;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Evaluation.Classification;

public sealed class ClassificationSummaryTests
{
    private static readonly Condition s_zeroShot = new(0, null);
    private static readonly Condition s_oneShot = new(1, DemonstrationLabels.Correct);

    [Fact]
    public void Accuracy_among_the_labels_and_of_the_first_token_are_counted_apart()
    {
        ClassificationResult result = Summarise(
            Record(s_zeroShot, "a", label: 0, p: 0.9, decoded: 0),
            Record(s_zeroShot, "b", label: 1, p: 0.2, decoded: null),
            Record(s_zeroShot, "c", label: 1, p: 0.6, decoded: null));

        ClassifiedCondition condition = result.Conditions[0];
        Assert.Equal((2, 3), (condition.Metrics.Accuracy.Count, condition.Metrics.Accuracy.N));
        Assert.Equal((1, 3), (condition.ExactAccuracy.Count, condition.ExactAccuracy.N));
        Assert.Equal([0, 2], condition.ExactConfusion.NoClass);
    }

    [Fact]
    public void Texts_without_content_are_a_prior_and_no_examples()
    {
        ClassificationResult result = Summarise(
            Record(s_zeroShot, "a", label: 0, p: 0.7, decoded: 0),
            Record(s_zeroShot, "b", label: 1, p: 0.6, decoded: 0),
            Record(s_zeroShot, "N/A", label: null, p: 0.7, decoded: 0),
            Record(s_zeroShot, "", label: null, p: 0.6, decoded: 0));

        ClassifiedCondition condition = result.Conditions[0];
        Assert.Equal(2, condition.N);
        Assert.Equal(1, condition.Metrics.Accuracy.Count);
        Close.Assert([0.65, 0.35], condition.Calibrated!.Prior, 1e-9);
        Assert.Equal(2, condition.Calibrated.Metrics.Accuracy.Count);
        Assert.Equal(0.5, condition.Calibrated.Difference.Accuracy.Difference.Value);
    }

    [Fact]
    public void What_calibration_changes_is_corrected_with_the_comparisons_of_the_run()
    {
        // Zero-shot right 6 of 6, one-shot 0 of 6 (p = 1/32); calibration of the second condition changes every answer (p = 1/32): the two
        // are corrected together.
        ClassificationRecord[] examples = [.. Enumerable.Range(0, 6).SelectMany(i => new[]
        {
            Record(s_zeroShot, $"{i}", label: 0, p: 0.9, decoded: 0),
            Record(s_oneShot, $"{i}", label: 0, p: 0.4, decoded: 0),
        })];
        ClassificationResult result = Summarise([.. examples, Record(s_oneShot, "N/A", label: null, p: 0.1, decoded: 0)]);

        ConditionDifference calibrated = result.Conditions[1].Calibrated!.Difference;
        Assert.Equal(("as it is", "calibrated"), (calibrated.First, calibrated.Second));
        Assert.Equal(1.0, calibrated.Accuracy.Difference.Value);
        Close.Assert([1 / 32.0, 1 / 32.0], [calibrated.Accuracy.Test.PValue!.Value, calibrated.AdjustedPValue!.Value], 1e-12);
        ConditionDifference half =
            Summarise([.. examples.Select(r => r.Example is "4" or "5" && r.Condition == s_zeroShot.Name ? r with { LabelLogProbs = [-2, -0.1] } : r),
            Record(s_oneShot, "N/A", label: null, p: 0.1, decoded: 0)]).Conditions[1].Calibrated!.Difference;
        Close.Assert([1 / 32.0, 2 / 32.0], [half.Accuracy.Test.PValue!.Value, half.AdjustedPValue!.Value], 1e-12);
    }

    [Fact]
    public void Each_example_is_calibrated_by_the_texts_behind_its_own_demonstrations()
    {
        ClassificationResult result = Summarise(
            Record(s_oneShot, "a", label: 0, p: 0.4, decoded: 0),
            Record(s_oneShot, "b", label: 0, p: 0.4, decoded: 0),
            Record(s_oneShot, "N/A", label: null, p: 0.2, decoded: 0) with { For = "a", Id = "x" },
            Record(s_oneShot, "N/A", label: null, p: 0.8, decoded: 0) with { For = "b", Id = "y" });

        Assert.Equal(1, result.Conditions[1].Calibrated!.Metrics.Accuracy.Count);
        Close.Assert([0.5, 0.5], Assert.Single(result.Conditions[1].Calibrated!.Priors).Probabilities, 1e-9);
    }

    [Fact]
    public void Draws_are_crossed_with_the_examples()
    {
        // Right in 4, 4, 4 and 0 of 4 examples: shares 1, 1, 1, 0 with standard error 1/4 between draws, t(3) = 3.182.
        ClassificationResult result = Summarise([.. Enumerable.Range(1, 4).SelectMany(draw => Enumerable.Range(0, 4).Select(i =>
            Record(s_oneShot, $"{i}", label: 0, p: draw == 4 ? 0.1 : 0.9, decoded: 0) with { Draw = draw, Id = $"{draw}/{i}" }))]);

        ClassifiedCondition condition = result.Conditions[1];
        Assert.Equal([1, 1, 1, 0], condition.AccuracyByDraw);
        Assert.Equal((4, 12, 16), (condition.N, condition.Metrics.Accuracy.Count, condition.Metrics.Accuracy.N));
        Assert.Equal((0.0, 1.0), (condition.Metrics.Accuracy.Interval!.Value.Low, condition.Metrics.Accuracy.Interval.Value.High));
    }

    [Fact]
    public void Conditions_are_compared_on_the_examples_that_both_have()
    {
        ClassificationResult result = Summarise(
            Record(s_zeroShot, "a", label: 0, p: 0.9, decoded: 0),
            Record(s_zeroShot, "b", label: 1, p: 0.9, decoded: 0),
            Record(s_oneShot, "b", label: 1, p: 0.1, decoded: 0));

        Assert.Equal(1, Assert.Single(result.Comparisons).N);
        Assert.Equal(1, result.Comparisons[0].Accuracy.Test.OnlySecond);
    }

    [Fact]
    public void The_order_of_the_records_does_not_matter()
    {
        ClassificationRecord[] records = [.. Enumerable.Range(0, 40).Select(i => Record(s_zeroShot, $"dev:{i}", i % 2, (i * 7 % 10) / 10.0, null))];

        Assert.Equivalent(Summarise(records), Summarise([.. records.Reverse()]), strict: true);
    }

    private static ClassificationResult Summarise(params ClassificationRecord[] records) =>
        new ClassificationSummary([s_zeroShot, s_oneShot], ["bad", "good"], seed: 1).Of(records);

    private static ClassificationRecord Record(Condition condition, string example, int? label, double p, int? decoded) => new()
    {
        Id = $"{condition.Name}/{example}",
        Condition = condition.Name,
        Example = example,
        Label = label,
        LabelLogProbs = [Math.Log(p), Math.Log(1 - p)],
        DecodedLabel = decoded,
    };
}
