using LogitLens.Experiments;
using LogitLens.Experiments.Steering;
using LogitLens.Experiments.Sweeps;

namespace LogitLens.Tests.Experiments.Steering.Labels;

public sealed class SteerLabelsSummaryTests
{
    private const int Towards = 1;

    private static readonly string[] s_words = ["negative", "positive"];

    [Fact]
    public void Shares_effects_and_costs_are_those_of_a_hand_worked_run()
    {
        // Logits of negative and positive without steering, added -1 times and once.
        SteerLabelsResult result = Summed(SteerOperation.Add, [-1, 1],
        [
            Record("a", 1, [0, 1], [2, 1], [0, 2]), Record("b", 0, [2, 1], [3, 1], [1, 2]), Record("c", 0, [0, 3], [0, 4], [0, 2]),
            Record("d", 1, [1, 0], [0, 0], [1, 0]),
        ]);

        SteerSetting off = result.Settings[0], on = result.Settings[1];
        Assert.Equal(["add -1, L1", "add 1, L1"], result.Settings.Select(setting => setting.Name));

        // Negative less positive is -1, 1, -3, 1 without, and -2, -1, -2, 1 with.
        Assert.Equal((-1.0, -0.5), (on.LogitDifference!.Value, on.Effect.Value!.Value));

        // Only b answers otherwise than before; a, b and c answer positive; c is less positive than before; a alone is right.
        Assert.Equal((0.25, 0.75, 0.25, 0.25), (on.FlipRate.Value, on.Success?.Value, on.WrongWay?.Value, on.Accuracy.Value));

        // Taken off, only a answers otherwise; a, b and d answer negative, d by the tie; c and d are more positive than before.
        Assert.Equal((0.25, 0.75, 0.5), (off.FlipRate.Value, off.Success?.Value, off.WrongWay?.Value));

        // b and c are negative: effects -2 and 1, and b's answer is another one.
        SteerClass negative = on.Classes[0];
        Assert.Equal(("negative", -0.5, 0.5), (negative.Label, negative.Effect.Value!.Value, negative.FlipRate.Value));
        Assert.Null(result.Best);
    }

    [Fact]
    public void Other_directions_are_read_where_they_cost_as_much_on_the_same_side_of_zero()
    {
        SteerLabelsResult result = Summed(SteerOperation.Add, [-1, 1],
        [
            .. Enumerable.Range(0, 4).Select(i => Record($"{i}", i % 2, [0, 0], [1, 0], [0, 1]) with
            {
                // The random direction comes to 0.25 and -2 at a KL of 0.25 and 1.
                Edited = [[1, 0], [0, 1], [0.25f, 0], [0, 2]],
                Kl = [0.5f, 0.5f, 0.25f, 1],
            }),
        ]);

        EqualCost beyond = result.Settings[0].RandomAtEqualKl!, between = result.Settings[1].RandomAtEqualKl!;
        Assert.Equal((0, null), (beyond.Draws, beyond.Mean));

        // Halfway to a KL of 1 it does half of -2, as much as the direction.
        Assert.Equal((1, -1.0, 1.0), (between.Draws, between.Mean!.Value, between.PValue!.Value));
        Assert.Null(result.Settings[0].ShuffledAtEqualKl);
    }

    [Fact]
    public void A_flip_succeeds_where_the_answer_is_another_one_and_goes_wrong_where_it_is_surer()
    {
        SteerLabelsResult result = Summed(SteerOperation.Flip, [1],
        [
            Record("a", 1, [0, 1], [1, 0]), Record("b", 0, [1, 0], [0, 1]), Record("c", 1, [0, 1], [0, 2]), Record("d", 0, [1, 0], [1, 0.5f]),
        ]);

        SteerSetting flip = Assert.Single(result.Settings);
        Assert.Equal((0.5, 0.5, 0.25), (flip.FlipRate.Value, flip.Success?.Value, flip.WrongWay?.Value));
    }

    [Fact]
    public void Of_settings_that_succeed_alike_the_cheaper_is_best_and_is_measured_on_the_other_half()
    {
        SweepRecord[] records =
            [.. Enumerable.Range(0, 16).Select(i => Record($"{i}", i % 2, [1, 0], [0, 1], [0, 2], [1, 0]) with { Kl = [0.2f, 0.1f, 0.01f, 0, 0, 0] })];

        ChosenSetting best = Summed(SteerOperation.Add, [1, 2, 4], records).Best!;

        Assert.Equal(("add 2, L1", 1.0, 8, 0.0), (best.Name, best.HeldOut.Value, best.HeldOut.N, best.Clean?.Value));
    }

    // One random direction stands beside the settings, which does nothing and costs nothing.
    private static SweepRecord Record(string id, int label, float[] clean, params float[][] edited) => new()
    {
        Id = id,
        Label = label,
        Clean = clean,
        Edited = [.. edited, .. edited.Select(_ => clean)],
        Kl = [.. edited.Select(_ => 0.5f), .. edited.Select(_ => 0f)],
    };

    private static SteerLabelsResult Summed(SteerOperation operation, double[] strengths, SweepRecord[] records)
    {
        SteerOperationOptions options = new() { Operation = operation };
        IReadOnlyList<SweepItem> items = SteerItems.Of(options, [new LayerWindow(1, 1)], strengths, random: 1, shuffled: 0);
        ConditionGroup<SweepRecord> all = SweepRecord.Group(records);
        LabelSummary summary = new(all, items, [.. items.Select(_ => true)], s_words, EffectMetric.LabelContrast, seed: 1);
        SteerLabelsResult result = summary.Fill(new SteerLabelsResult());
        return new SteerLabelsSummary(operation, Towards, s_words, all.All, all.Clusters, seed: 1).Fill(result, items, new SteerSetup([], []));
    }
}
