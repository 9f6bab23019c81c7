using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.Sweeps.Effects;

public sealed class EffectSummaryTests
{
    [Fact]
    public void An_effect_is_the_mean_difference_by_example()
    {
        ItemEffect effect = Assert.Single(Summary(new SweepValues([1, 2, 3], [[0.5], [1], [2]]), 1).Effects());

        // Differences -0.5, -1, -1: mean -5/6, standard error 1/6, t of 2 degrees 4.30265.
        Assert.Equal(-5.0 / 6, effect.Effect.Value!.Value, 12);
        Assert.Equal((-5.0 / 6) - (4.302653 / 6), effect.Effect.Interval!.Value.Low, 5);
        Assert.Equal(3, effect.Effect.N);
    }

    [Fact]
    public void Examples_that_an_edit_does_not_apply_to_do_not_count()
    {
        ItemEffect effect = Assert.Single(Summary(new SweepValues([1, 2, 3], [[0.5], [double.NaN], [2.5]]), 1).Effects());

        Assert.Equal((-0.5, 2), (effect.Effect.Value, effect.Effect.N));
    }

    [Fact]
    public void What_cannot_act_is_not_tested_and_not_counted_among_the_tests()
    {
        double[][] edited = [.. Enumerable.Range(0, 8).Select(row => new double[] { -1 - row, 0, 0 })];
        SweepValues values = new(new double[8], edited);

        ItemEffect[] effects = Summary(values, 3, acts: [true, false, false]).Effects();

        // Eight differences of one sign: 2 / 2^8, and no other test beside it.
        Assert.Equal((2.0 / 256, 2.0 / 256), (effects[0].PValue, effects[0].AdjustedPValue));
        Assert.Equal((null, null, null), (effects[1].PValue, effects[2].AdjustedPValue, effects[1].HeldOut));
        Assert.Equal(4.0 / 256, Summary(values, 3, acts: [true, true, false]).Effects()[0].AdjustedPValue);
    }

    [Fact]
    public void Differences_of_rounding_are_none()
    {
        SweepRecord[] records = [.. Enumerable.Range(0, 8).Select(k => new SweepRecord { Id = $"{k}", Clean = [-90, -91], Edited = [[-90.00001f, -91]] })];

        ItemEffect effect = Assert.Single(Summary(SweepValues.Of(SweepRecord.Group(records), EffectMetric.LogitDifference), 1).Effects());

        Assert.Equal((0.0, 1.0), (effect.Effect.Value, effect.PValue));
    }

    [Fact]
    public void A_divergence_is_never_below_zero_and_is_not_tested_against_it()
    {
        SweepRecord[] records = [.. Enumerable.Range(0, 8).Select(k => new SweepRecord { Id = $"{k}", Clean = [1, 1], Edited = [[0, 1]], Kl = [0.25f] })];

        ItemEffect divergence = Assert.Single(Summary(SweepValues.Of(SweepRecord.Group(records), EffectMetric.Kl), 1).Effects());
        ItemEffect difference = Assert.Single(Summary(SweepValues.Of(SweepRecord.Group(records), EffectMetric.LogitDifference), 1).Effects());

        Assert.Equal((0.25, null, null), (divergence.Effect.Value, divergence.PValue, divergence.AdjustedPValue));
        Assert.Equal((-1.0, 2.0 / 256), (difference.Effect.Value, difference.PValue));
    }

    [Fact]
    public void Where_a_corrupted_run_is_patched_its_own_divergence_is_what_is_left_to_restore()
    {
        SweepRecord[] records =
            [.. Enumerable.Range(0, 8).Select(k => new SweepRecord { Id = $"{k}", Clean = [1, 1], Edited = [[0, 1]], CleanKl = 2, Kl = [0.5f] })];
        EffectSummary summary = Summary(SweepValues.Of(SweepRecord.Group(records), EffectMetric.Kl), 1);

        Assert.Equal((-1.5, 2.0 / 256), (summary.Effects()[0].Effect.Value, summary.Effects()[0].PValue));
        Assert.Equal(0.75, summary.Restored(0, SweepValues.SourceOf(SweepRecord.Group(records), EffectMetric.Kl)!)!.Value!.Value, 12);
    }

    [Fact]
    public void A_share_has_an_interval_within_its_range_and_an_exact_test()
    {
        SweepValues values = new([1, 1, 1, 1, 1, 1], [.. Enumerable.Range(0, 6).Select(_ => new double[] { 0 })]) { IsShare = true };

        EffectSummary summary = Summary(values, 1);

        Assert.Equal(-1, summary.Effects()[0].Effect.Value);
        Assert.Equal(2.0 / 64, summary.Effects()[0].PValue!.Value, 12);
        Assert.InRange(summary.Effects()[0].Effect.Interval!.Value.Low, -1, -0.9);
        Assert.Equal(0, summary.Edited(0).Interval!.Value.Low);
        Assert.InRange(summary.Edited(0).Interval!.Value.High, 0.1, 0.5);
    }

    [Fact]
    public void A_greatest_effect_that_is_luck_is_gone_on_the_examples_that_did_not_choose_it()
    {
        // Two hundred edits that do nothing but noise, and one that does something.
        SeededRandom random = new(4);
        double[][] edited = [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 201)
            .Select(item => Normal.Quantile((random.NextDouble() * 0.9998) + 1e-4) + (item == 0 ? 2 : 0)).ToArray())];

        ItemEffect[] effects = Summary(new SweepValues(new double[60], edited), 201).Effects();

        ItemEffect[] chosen = [.. effects.Where(effect => effect.HeldOut is not null)];
        Assert.Equal(EffectSummary.Named, chosen.Length);
        Assert.Equal(2, effects[0].HeldOut!.Value!.Value, 0.6);
        double[] luck = [.. chosen.Skip(1).Select(effect => Math.Sign(effect.Effect.Value!.Value) * effect.HeldOut!.Value!.Value)];
        Assert.InRange(luck.Average(), -0.15, 0.15);
        Assert.All(chosen, effect => Assert.Equal(30, effect.HeldOut!.N));
    }

    [Fact]
    public void An_effect_shown_to_be_small_is_told_from_one_that_is_only_not_significant()
    {
        double[][] edited = [.. Enumerable.Range(0, 40).Select(row => new double[] { row % 2 == 0 ? 0.01 : -0.01, row % 2 == 0 ? 5 : -5 })];

        ItemEffect[] effects = Summary(new SweepValues(new double[40], edited), 2, equivalence: 0.1).Effects();

        Assert.All(effects, effect => Assert.False(effect.IsSignificant));
        Assert.True(effects[0].EquivalencePValue < 0.001);
        Assert.True(effects[1].EquivalencePValue > 0.4);
    }

    [Fact]
    public void What_belongs_together_counts_as_one()
    {
        // Twelve examples in two clusters that disagree: a mean of 0.5 that two independent things tell little of.
        SweepValues independent = new(new double[12], [.. Enumerable.Range(0, 12).Select(row => new[] { row < 6 ? 1 + (row * 0.01) : 0.01 * row })]);
        SweepValues together = new(independent.Clean[0], [.. Enumerable.Range(0, 12).Select(row => new[] { independent.Edited(0, row, 0) })])
        {
            Clusters = [.. Enumerable.Range(0, 12).Select(row => row / 6)],
        };

        ItemEffect alone = Summary(independent, 1).Effects()[0], clustered = Summary(together, 1).Effects()[0];

        Assert.Equal(alone.Effect.Value!.Value, clustered.Effect.Value!.Value, 12);
        Assert.True(alone.PValue < 0.001);
        Assert.Equal(0.5, clustered.PValue);
        Assert.True(clustered.Effect.Interval!.Value.Low < -3 && alone.Effect.Interval!.Value.Low > 0.1);
    }

    [Fact]
    public void Classes_have_their_own_effects_and_what_sets_them_apart()
    {
        // The edit takes 2 from the first class's examples, and nothing but a little noise from the others'.
        SweepValues values = new(new double[24], [.. Enumerable.Range(0, 24).Select(row => new[] { (row % 2 == 0 ? -2 : 0) + (row % 3 * 0.01) })])
        {
            Labels = [.. Enumerable.Range(0, 24).Select(row => row % 2)],
        };

        ClassEffect[] classes = Summary(values, 1).ByClass(["bad", "good"])[0];

        Assert.Equal(["bad", "good"], classes.Select(own => own.Label));
        Assert.Equal(-1.99, classes[0].Effect.Value!.Value, 9);
        Assert.Equal(-2, classes[0].Specificity.Value!.Value, 9);
        Assert.True(classes[0].IsSignificant && classes[0].IsSpecific);
        Assert.Equal(12, classes[0].Effect.N);
    }

    [Fact]
    public void An_effect_over_draws_varies_by_draws_and_by_examples()
    {
        // Differences of 1 and 3 under the first draw, 3 and 5 under the second: both draws' means and examples' means are 2 and 4.
        SweepValues values = new([[0, 0], [0, 0]], [[[1], [3]], [[3], [5]]]);

        ItemEffect effect = Assert.Single(Summary(values, 1).Effects());

        // Variance 1 + 1, and t of one degree of freedom; of two draws no p is below 1/2.
        Assert.Equal((3.0, 2), (effect.Effect.Value, effect.Effect.N));
        Assert.Equal(3 - (12.7062 * Math.Sqrt(2)), effect.Effect.Interval!.Value.Low, 3);
        Assert.Equal(0.5, effect.PValue);
    }

    [Fact]
    public void What_moves_with_the_draw_of_demonstrations_is_no_finding()
    {
        // Sixty examples that agree, under eight draws of which four raise and four lower the metric.
        double[][] clean = [.. Enumerable.Range(0, 8).Select(_ => new double[60])];
        double[][][] edited = [.. Enumerable.Range(0, 8).Select(draw => Enumerable.Range(0, 60)
            .Select(row => new[] { (draw % 2 == 0 ? 1.2 : -1) + (row * 0.001), 1 + (0.1 * draw) + (row * 0.001) }).ToArray())];
        SweepValues values = new(clean, edited) { Labels = [.. Enumerable.Range(0, 60).Select(row => row % 2)] };

        ItemEffect[] effects = Summary(values, 2, equivalence: 3).Effects();

        Assert.False(effects[0].IsSignificant);
        Assert.True(effects[1].IsSignificant);
        Assert.Equal(2.0 / 256, effects[1].PValue!.Value, 9);
        Assert.All(effects, effect => Assert.InRange(effect.EquivalencePValue!.Value, 2.0 / 256, 0.05));
    }

    [Fact]
    public void A_class_is_told_from_others_by_more_than_one_draw_of_demonstrations()
    {
        // The first edit is against class 0 under every draw, the second under the first draw alone, where it is strong.
        double[][] clean = [.. Enumerable.Range(0, 8).Select(_ => new double[40])];
        double[][][] edited = [.. Enumerable.Range(0, 8).Select(draw => Enumerable.Range(0, 40).Select(row => new[]
        {
            (row % 2 == 0 ? -1 - (0.05 * draw) : 0) + (row / 2 % 3 * 0.01),
            (row % 2 == 0 && draw == 0 ? -8 : 0) + (row / 2 % 3 * 0.01),
        }).ToArray())];
        SweepValues values = new(clean, edited) { Labels = [.. Enumerable.Range(0, 40).Select(row => row % 2)] };

        ClassEffect[][] classes = Summary(values, 2).ByClass(["bad", "good"]);

        Assert.True(classes[0][0].IsSignificant && classes[0][0].IsSpecific);
        Assert.Equal(-1, classes[1][0].Specificity.Value!.Value, 9);
        Assert.False(classes[1][0].IsSignificant || classes[1][0].IsSpecific);
        Assert.True(classes[1][0].Specificity.Interval!.Value.High > 0);
    }

    [Fact]
    public void Draws_are_of_the_same_examples()
    {
        SweepRecord Record(int draw, string example, float edited) => new()
        {
            Id = $"draw-{draw}/{example}",
            Example = example,
            Draw = draw,
            Clean = [1, 0],
            Edited = [[edited, 0]],
        };
        SweepRecord[] records = [Record(1, "a", 2), Record(2, "b", 5), Record(1, "b", 3), Record(2, "a", 4), Record(1, "c", 100)];

        SweepValues values = SweepValues.Of(SweepRecord.Group(records), EffectMetric.LogitDifference);

        // Under each draw a, then b; c is not there under the second.
        Assert.Equal([[1, 2], [3, 4]], values.Differences(0, [0, 1]));
        Assert.Equal((2, 2.0), (values.Count, values.Difference(0, 0)));
    }

    private static EffectSummary Summary(SweepValues values, int items, bool[]? acts = null, double? equivalence = null) => new(
        values, [.. Enumerable.Range(0, items).Select(head => SweepItem.OfHead(new HeadId(0, head)))], acts ?? [.. Enumerable.Repeat(true, items)], 0,
        equivalence);
}
