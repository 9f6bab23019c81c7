using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Experiments.Lens;

namespace LogitLens.Tests.Experiments.Lens;

/// <summary>Two labels, three layers; a record is written as the label read at each layer.</summary>
public sealed class LensSummaryTests
{
    private static readonly Condition s_correct = new(1, DemonstrationLabels.Correct);
    private static readonly Condition s_incorrect = new(1, DemonstrationLabels.Incorrect);

    [Fact]
    public void Layers_count_right_answers_and_average_what_is_averaged()
    {
        ConditionSummary condition = Summarise(Record("a", 0, [1, 0, 0]), Record("b", 0, [0, 0, 1]), Record("c", 1, [0, 1, 1])).Conditions[0];

        Assert.Equal([1, 3, 2], condition.Layers.Select(layer => layer.Accuracy.Count));
        Assert.Equal([1, 3, 2], condition.Layers.Select(layer => layer.ExactAccuracy.Count));
        Assert.Equal((0.8 + 0.2 + 0.2) / 3, condition.Layers[0].LabelProbabilityAmongLabels.Value!.Value, 1e-6);
        Assert.Equal(0.5 * (0.8 + 0.8 + 0.2) / 3, condition.Layers[2].LabelProbability.Value!.Value, 1e-6);
        Assert.Equal((0 + 0 + 4) / 3.0, condition.Layers[2].Rank.Value!.Value, 1e-12);
    }

    [Fact]
    public void Overthinking_is_to_be_right_at_a_layer_and_wrong_at_the_last()
    {
        ConditionSummary condition = Summarise(
            Record("a", 0, [0, 0, 1]), Record("b", 0, [1, 1, 1]), Record("c", 0, [1, 0, 0]), Record("d", 0, [1, 0, 1])).Conditions[0];

        Assert.Equal((2, 4), (condition.Overthinking.Share.Count, condition.Overthinking.Share.N));
        Assert.Equal((2, 3), (condition.Overthinking.OfWrong.Count, condition.Overthinking.OfWrong.N));
        Assert.Equal([1, 2, 0], condition.Overthinking.ByLayer.Select(layer => layer.Count));
    }

    [Fact]
    public void Predictions_settle_where_they_no_longer_change()
    {
        ConditionSummary condition = Summarise(Record("a", 0, [1, 0, 0]), Record("b", 0, [0, 0, 0]), Record("c", 0, [0, 1, 0])).Conditions[0];

        Assert.Equal([1, 1, 1], condition.Settled.Counts);
        Assert.Equal(1, condition.Settled.Mean.Value);
        Assert.InRange(condition.Settled.Mean.Interval!.Value.Low, 0, 1);
        Assert.InRange(condition.Settled.Mean.Interval!.Value.High, 1, 2);
    }

    [Fact]
    public void Conditions_part_where_half_of_a_significant_final_gap_is_reached()
    {
        DemonstrationGap gap = Assert.Single(Gap(8).DemonstrationGaps);

        Assert.Equal(1, gap.CriticalLayer.Layer.Value);
        Assert.Equal(2 / 256.0, gap.PValue!.Value, 1e-12);
        Assert.Equal([0, 1, 1], gap.CriticalLayer.Gaps);
    }

    [Fact]
    public void A_gap_that_may_be_none_has_no_critical_layer()
    {
        DemonstrationGap gap = Assert.Single(Gap(4).DemonstrationGaps);

        Assert.Null(gap.CriticalLayer.Layer.Value);
        Assert.Null(gap.CriticalLayer.Layer.Interval);
        Assert.Equal(0.125, gap.PValue!.Value, 1e-12);
        Assert.Equal([0, 1, 1], gap.CriticalLayer.Gaps);
    }

    [Fact]
    public void Draws_give_a_mean_of_their_shares_and_pairs_go_by_draw_and_example()
    {
        LogitLensResult result = Summarise([.. Enumerable.Range(1, 3).SelectMany(draw => Enumerable.Range(0, 4).SelectMany(i => new[]
        {
            Record($"{i}", 0, [0, 0, i < draw ? 0 : 1], s_correct, draw),
            Record($"{i}", 0, [0, 0, 1], s_incorrect, draw),
        }))]);

        Assert.Equal([0.25, 0.5, 0.75], result.Conditions[0].AccuracyByDraw);
        Assert.Equal(
            (6, 12, 0.5),
            (result.Conditions[0].Layers[2].Accuracy.Count, result.Conditions[0].Layers[2].Accuracy.N, result.Conditions[0].Layers[2].Accuracy.Value));
        Assert.Equal(4, result.Conditions[0].N);
        ConditionComparison comparison = Assert.Single(result.Comparisons);
        Assert.Equal(("t_over_draws", -0.5), (comparison.Test, comparison.Accuracy.Difference.Value));
        Assert.True(comparison.Accuracy.Test.PValue >= 0.25);
    }

    [Fact]
    public void Clusters_are_what_intervals_and_tests_count()
    {
        Dictionary<string, string> clusters = Enumerable.Range(0, 12).ToDictionary(i => $"{i:00}", i => $"{i / 4}");
        LensRecord[] records = [.. Enumerable.Range(0, 12).SelectMany(i => new[]
        {
            Record($"{i:00}", 0, [0, 0, i < 8 ? 0 : 1], s_correct), Record($"{i:00}", 0, [0, 0, 1], s_incorrect),
        })];
        LogitLensResult clustered = new LensSummary([s_correct, s_incorrect], ["bad", "good"], seed: 1, clusters).Of(records, []);
        LogitLensResult plain = Summarise(records);

        Assert.Equal(("cluster_sign_flip", 0.5), (clustered.Comparisons[0].Test, clustered.Comparisons[0].Accuracy.Test.PValue));
        Assert.Equal("mcnemar", plain.Comparisons[0].Test);
        Assert.Equal(2 / 256.0, plain.Comparisons[0].Accuracy.Test.PValue!.Value, 1e-12);
        Assert.True(Width(clustered) > 1.3 * Width(plain));

        static double Width(LogitLensResult result) => result.Conditions[0].Layers[2].Accuracy.Interval is { } range ? range.High - range.Low : 0;
    }

    private static LogitLensResult Gap(int examples) => Summarise([.. Enumerable.Range(0, examples).SelectMany(i => new[]
    {
        Record($"{i}", 0, [0, 0, 0], s_correct), Record($"{i}", 0, [0, 1, 1], s_incorrect),
    })]);

    private static LogitLensResult Summarise(params LensRecord[] records) =>
        new LensSummary([s_correct, s_incorrect], ["bad", "good"], seed: 1).Of(records, []);

    // The label read has 80% of what the labels have, which is half of all.
    private static LensRecord Record(string example, int label, int[] read, Condition? condition = null, int? draw = null) => new()
    {
        Id = $"{condition?.Name}/{draw}/{example}",
        Condition = (condition ?? s_correct).Name,
        Example = example,
        Draw = draw,
        Label = label,
        LabelLogProbs = [.. read.Select(top => top == 0 ? new[] { (float)Math.Log(0.4), (float)Math.Log(0.1) } : [(float)Math.Log(0.1), (float)Math.Log(0.4)])],
        RightRank = [.. read.Select(top => top == label ? 0 : 4)],
        Kl = [.. read.Select(_ => 0.5f)],
        Entropy = [.. read.Select(_ => 1f)],
    };
}
