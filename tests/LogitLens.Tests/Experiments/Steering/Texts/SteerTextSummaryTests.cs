using LogitLens.Experiments;
using LogitLens.Experiments.Steering;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.Steering.Texts;

public sealed class SteerTextSummaryTests
{
    private static readonly string[] s_classes = ["negative", "positive"];

    [Fact]
    public void Shares_effects_and_costs_are_those_of_a_hand_worked_run()
    {
        SteerOptions options = Options(SteerOperation.Add, 2);

        // Scores without steering and with: 1 -> 2, -1 -> 1, 0 -> 0, 1 -> -3.
        SteerTextResult result = Summary(options).Of(
        [
            Record("a", 1, (1, -2, 0), (2, -4, 0.5)), Record("b", 0, (-1, -2, 0), (1, -4, 0.5)),
            Record("c", 0, (0, -2, 0), (0, -4, 0.5)), Record("d", 0, (1, -2, 0), (-3, -4, 0.5)),
        ]);

        SteerTextSetting unsteered = result.Settings[0], steered = result.Settings[1];
        Assert.Equal(["unsteered", "add 2, L1"], result.Settings.Select(setting => setting.Name));
        Assert.Equal((0.5, 0.25), (unsteered.Judged[0].Towards.Value, unsteered.Judged[0].Other.Value));
        Assert.Null(unsteered.Judged[0].Success);
        Assert.Null(steered.Judged[0].FromTowards);
        Assert.Equal((0.5, 0.25), (steered.Judged[0].Towards.Value, steered.Judged[0].Other.Value));
        Assert.Equal(0.5, steered.Judged[0].Success!.Value);

        // b becomes positive, d no longer is; only d moves the wrong way.
        Assert.Equal(0, steered.Judged[0].Effect!.Value);
        Assert.Equal(0.25, steered.Judged[0].WrongWay!.Value);

        // Of two tokens each: 4 / 2 nats a token.
        Assert.Equal(Math.Exp(2), steered.Perplexity.Value!.Value, 9);
        Assert.Equal(0.5, steered.Kl.Value!.Value, 9);

        // The judge is right of 3 of 4 and wrong of 1 of 4: (0.5 - 0.25) / 0.5.
        Assert.Equal(0.5, steered.Judged[0].Corrected!.Value!.Value, 9);

        // a, b and not d are of their prompt's class; c cannot be told.
        Assert.Equal(2.0 / 3, result.KeepsClass[0].Value!.Value, 12);
        Assert.Equal(3, result.KeepsClass[0].N);
    }

    [Fact]
    public void A_flip_succeeds_where_a_text_that_could_be_told_is_of_the_other_class()
    {
        SteerTextResult result = Summary(Options(SteerOperation.Flip, 1)).Of(
        [
            Record("a", null, (1, -2, 0), (-2, -4, 0.5)), Record("b", null, (-1, -2, 0), (-2, -4, 0.5)), Record("c", null, (0, -2, 0), (5, -4, 0.5)),
        ]);

        JudgedTexts flipped = result.Settings[1].Judged[0];
        Assert.Equal((0.5, 2), (flipped.Success!.Value, flipped.Success.N));
        Assert.Equal(0.5, flipped.Effect!.Value);
        Assert.Equal(0.5, flipped.WrongWay!.Value);
        Assert.Null(flipped.Corrected);

        // The text that was positive became negative; the one that was negative stayed.
        Assert.Equal((1, 1), (flipped.FromTowards!.Value, flipped.FromTowards.N));
        Assert.Equal((0, 1), (flipped.FromOther!.Value, flipped.FromOther.N));
        Assert.Empty(result.KeepsClass);
    }

    [Fact]
    public void What_is_clustered_is_halved_and_counted_by_clusters()
    {
        SteerTextRecord[] records = [.. Enumerable.Range(0, 32).Select(i => Record($"{i}", 1, (1, -2, 0), (i / 4 % 2 == 0 ? 2 : -1, -4, 0.5)))];
        SteerTextSummary alone = Summary(Options(SteerOperation.Add, 2));
        SteerTextSummary together = Summary(
            Options(SteerOperation.Add, 2),
            records.Select((record, i) => (record.Id, Cluster: $"{i / 4}")).ToDictionary(pair => pair.Id, pair => pair.Cluster));

        Estimate ofTexts = alone.Of(records).Settings[1].Judged[0].Success!, ofClusters = together.Of(records).Settings[1].Judged[0].Success!;

        // Eight clusters of four texts that agree: as wide as the mean of eight numbers whose variance is estimated as theirs is.
        Estimate ofEight = MeanInterval.Within([1, 0, 1, 0, 1, 0, 1, 0], ValueRange.Share);
        Assert.Equal(Proportion.Wilson(16, 32), ofTexts.Interval);
        Assert.Equal(0.5, ofClusters.Value!.Value, 12);
        Assert.True(Width(ofClusters) > 1.5 * Width(ofTexts));
        Assert.InRange(Width(ofClusters), 0.9 * Width(ofEight), 1.1 * Width(ofEight));

        // Each half has whole clusters.
        ChosenTextSetting best = Assert.Single(together.Of(records).Best);
        Assert.Equal((16, 16, 0), (best.ChosenBy.N, best.HeldOut.N, best.ChosenBy.Value!.Value * 16 % 4));

        static double Width(Estimate estimate) => estimate.Interval!.Value.High - estimate.Interval.Value.Low;
    }

    [Fact]
    public void Each_judges_effect_is_held_against_shuffled_labels_at_the_same_kl()
    {
        SteerOptions options = Options(SteerOperation.Add, 2) with { Direction = new DirectionOptions { RandomDirections = 0, ShuffledDirections = 2 } };
        LayerWindow[] windows = [new(1, 1)];
        LayerDirection direction = new(1, "blocks.1.hook_resid_post", [3, 4]);
        JudgeRates judge = new("words", Proportion.Of(3, 4), Proportion.Of(1, 4), Proportion.Of(3, 4), Proportion.Of(1, 4));
        SteerTextSetup setup = new(new SteerSetup([direction], [[direction], [direction]]), windows, [judge, judge with { Judge = "prompt" }]);

        // Scores by both judges: unsteered, steered, under the two shuffled directions.
        double[][][] scores =
        [
            [[-1, -1], [1, 1], [1, -1], [1, 1]], [[-1, -1], [1, 1], [-1, -1], [1, 1]],
            [[-1, -1], [1, -1], [-1, -1], [-1, 1]], [[-1, -1], [1, -1], [-1, -1], [-1, 1]],
        ];
        SteerTextRecord[] records = [.. scores.Select((own, i) => new SteerTextRecord
        {
            Id = $"{i}",
            Example = $"{i}",
            Texts = [.. own.Select((of, setting) => new SteeredText($"{setting}", "x", [1, 2], FinishReason.Length, -2, setting == 0 ? 0 : 0.5, of))],
        })];

        SteerTextSetting steered = new SteerTextSummary(options, TextSetting.Of(options, windows, []), setup, s_classes, towards: 1)
            .Of(records).Settings[1];

        Assert.Equal((1, 0.5), (steered.Judged[0].Effect!.Value, steered.Judged[1].Effect!.Value));
        Assert.Equal((0.375, 1.0 / 3), (steered.Judged[0].ShuffledAtEqualKl!.Mean, steered.Judged[0].ShuffledAtEqualKl!.PValue));
        Assert.Equal((0.5, 2.0 / 3), (steered.Judged[1].ShuffledAtEqualKl!.Mean, steered.Judged[1].ShuffledAtEqualKl!.PValue));
        Assert.Same(steered.Judged[0].ShuffledAtEqualKl, steered.ShuffledAtEqualKl);
        Assert.Null(steered.RandomAtEqualKl);
    }

    private static SteerOptions Options(SteerOperation operation, double strength) => new()
    {
        Steering = new SteerOperationOptions { Operation = operation, Strength = [strength], Layers = [new LayerWindow(1, 1)] },
        Direction = new DirectionOptions { RandomDirections = 0, ShuffledDirections = 0 },
        Texts = new SteerTextOptions { Demonstrations = 0 },
    };

    private static SteerTextSummary Summary(SteerOptions options, Dictionary<string, string>? clusters = null)
    {
        LayerWindow[] windows = [new(1, 1)];
        JudgeRates judge = new("words", Proportion.Of(3, 4), Proportion.Of(1, 4), Proportion.Of(3, 4), Proportion.Of(1, 4));
        SteerTextSetup setup = new(new SteerSetup([new LayerDirection(1, "blocks.1.hook_resid_post", [3, 4])], []), windows, [judge]);
        return new SteerTextSummary(options, TextSetting.Of(options, windows, []), setup, s_classes, towards: 1) { Clusters = clusters };
    }

    private static SteerTextRecord Record(string id, int? label, (double, double, double) unsteered, (double, double, double) steered) => new()
    {
        Id = id,
        Example = id,
        Label = label,
        Texts = [Text("unsteered", unsteered), Text("steered", steered)],
    };

    private static SteeredText Text(string setting, (double Score, double LogProb, double Kl) of) =>
        new(setting, setting, [1, 2], FinishReason.Length, of.LogProb, of.Kl, [of.Score]);
}
