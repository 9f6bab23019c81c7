using LogitLens.Experiments.Sweeps;

namespace LogitLens.Tests.Experiments.Sweeps;

public sealed class EditEffectsTests
{
    [Fact]
    public void A_divergence_is_never_below_zero_and_is_not_tested_against_it()
    {
        EditEffect divergence = Assert.Single(new EditEffects(Records, EffectMetric.Kl, ["bad", "good"]).Of([true]));
        EditEffect difference = Assert.Single(new EditEffects(Records, EffectMetric.LogitDifference, ["bad", "good"]).Of([true]));

        Assert.Equal((null, null), (divergence.PValue, divergence.AdjustedPValue));
        Assert.Equal(0.25, divergence.Effect.Value!.Value, 6);
        Assert.NotNull(difference.AdjustedPValue);
        Assert.Equal(-1, difference.Effect.Value!.Value, 6);
    }

    // Every edit takes 1 from the right label's logit, and is a quarter of a nat away from the clean output.
    private static SweepRecord[] Records =>
    [
        .. Enumerable.Range(0, 8).Select(k => new SweepRecord
        {
            Id = $"{k}",
            Label = k % 2,
            Clean = [1, 1],
            Edited = [k % 2 == 0 ? [0f, 1f] : [1f, 0f]],
            Kl = [0.25f],
        }),
    ];
}
