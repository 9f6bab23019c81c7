using FsCheck;
using FsCheck.Fluent;
using LogitLens.Experiments.Sweeps;

namespace LogitLens.Tests.Experiments.Sweeps.Effects;

public sealed class RecentredMarginsTests
{
    [Fact]
    public void A_label_stands_out_from_the_others_by_what_is_beyond_its_mean_over_the_classes()
    {
        // Classes 0, 0 and 1: the means over classes are (1.5 + 0) / 2, (0 + 4) / 2 and (1 + 1) / 2.
        double[] margins = RecentredMargins.Of([0, 0, 1], [[1, 0, 1], [2, 0, 1], [0, 4, 1]]);

        Assert.Equal(0.25 - ((-2.0 + 0) / 2), margins[0], 12);
        Assert.Equal(1.25 - ((-2.0 + 0) / 2), margins[1], 12);
        Assert.Equal(2 - ((-0.75 + 0) / 2), margins[2], 12);
    }

    [Fact]
    public void What_is_added_to_a_label_everywhere_changes_nothing() => Prop.ForAll<int>(seed =>
    {
        SeededRandom random = new(seed, "margins");
        int[] labels = [0, 1, 2, 0, 1, 2, 2];
        float[] shift = Logits();
        float[][] logits = [.. labels.Select(_ => Logits())];
        double[] before = RecentredMargins.Of(labels, logits);
        double[] after = RecentredMargins.Of(labels, [.. logits.Select(own => own.Zip(shift, (logit, more) => logit + more).ToArray())]);
        return before.Zip(after, (first, second) => Math.Abs(first - second)).All(difference => difference < 1e-4);

        float[] Logits() => [.. Enumerable.Range(0, 3).Select(_ => (random.Next(2001) - 1000) / 100f)];
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_head_that_makes_one_class_likelier_everywhere_matters_to_none_and_one_that_tells_it_apart_matters_to_it()
    {
        // Without the first edit's head, label 0 loses 2 in all examples; without the second's, in its own class alone.
        SweepRecord[] records =
        [
            .. Enumerable.Range(0, 40).Select(row => new SweepRecord
            {
                Id = $"{row}",
                Label = row % 2,
                Clean = row % 2 == 0 ? [3, 1] : [1, 2.5f],
                Edited = row % 2 == 0 ? [[1, 1], [1, 1]] : [[-1, 2.5f], [1, 2.5f]],
            }),
        ];

        SweepValues plain = SweepValues.Of(SweepRecord.Group(records), EffectMetric.LogitDifference);
        SweepValues recentred = SweepValues.Of(SweepRecord.Group(records), EffectMetric.Recentred);

        Assert.Equal((-2, 2), (plain.Difference(0, 0), plain.Difference(1, 0)));
        Assert.Equal((0, 0), (recentred.Difference(0, 0), recentred.Difference(1, 0)));
        Assert.Equal((-1, -1), (recentred.Difference(0, 1), recentred.Difference(1, 1)));
    }

    [Fact]
    public void An_example_that_an_edit_does_not_apply_to_is_left_out_and_keeps_its_logits_in_the_mean()
    {
        SweepRecord[] records =
        [
            new() { Id = "a", Label = 0, Clean = [1, 0], Edited = [[3, 0]] },
            new() { Id = "b", Label = 0, Clean = [1, 0], Edited = [null] },
            new() { Id = "c", Label = 1, Clean = [0, 1], Edited = [[0, 1]] },
        ];

        SweepValues values = SweepValues.Of(SweepRecord.Group(records), EffectMetric.Recentred);

        Assert.Equal([0, 2], values.Measured(0));
        Assert.Equal(2 - 0.5, values.Difference(0, 0), 12); // label 0's mean over classes rises by (2 / 2) / 2
    }
}
