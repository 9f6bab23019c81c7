using LogitLens.Experiments.AttentionMask;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.AttentionMask;

public sealed class MaskSummaryTests
{
    private static readonly ModelConfig s_config = SmallModel.Config with { Layers = 2, Heads = 2 };
    private static readonly SweptDraws s_data = new([new SweptData(
        [new("a", 0, [1, 2, 3], null, null), new("b", 1, [4, 5], null, null)], 0, [1, 2], ["no", "yes"], new DatasetInput("test", "test", "", 2), [])]);

    [Fact]
    public void A_region_counts_for_the_examples_that_have_an_edge_in_it()
    {
        AttentionMaskResult result = Summarise(MaskSweepOf(RegionSeries.Cols), Record("a", 0, 2, 1f, null), Record("b", 1, 4, 4f, 1f));

        Assert.Equal((3.0, 2), (result.Clean, result.N));
        Assert.Equal([-0.5, -3, null], [.. result.Effects, null]);
        Assert.Equal([2, 1], result.Items.Select(item => item.Effect.N));
        Assert.Null(result.HeadEffects);
    }

    [Fact]
    public void A_sweep_over_heads_is_laid_out_by_layer_and_head()
    {
        AttentionMaskResult result = Summarise(new MaskOptions(), Record("a", 0, 2, 1f, 2, 3, 4), Record("b", 1, 4, 3f, 4, 5, 6));

        Assert.Equal([[-1, 0], [1, 2]], result.HeadEffects!);
        Assert.Equal(["0.0", "0.1", "1.0", "1.1"], result.Items.Select(item => item.Item.Name));
        Assert.Equal("L1.H0", result.Items[2].Item.Region);
    }

    [Fact]
    public void The_examples_that_a_token_moves_most_are_shown_token_by_token()
    {
        AttentionMaskResult result = Summarise(
            new MaskOptions { Sweep = RegionSeries.Tokens, Strips = 1 }, Record("a", 0, 2, 1f, 2, 3), Record("b", 1, -4, -1f, -4, null));

        TokenEffects strip = Assert.Single(result.Strips);
        Assert.Equal(("b", "yes", "no"), (strip.Id, strip.Label, strip.Predicted));
        Assert.Equal(["t4", "t5"], strip.Tokens);
        Assert.Equal([3.0, 0], strip.Effects);
    }

    private static MaskOptions MaskSweepOf(RegionSeries series) => new() { Sweep = series };

    private static AttentionMaskResult Summarise(MaskOptions mask, params SweepRecord[] records)
    {
        SweepItem[] items = [.. RegionItems.Of(mask, s_data, s_config).Take(records[0].Edited.Count)];
        return new MaskSummary(
            new AttentionMaskOptions { Mask = mask }, s_config, s_data, items, [.. items.Select(_ => true)], id => $"t{id}").Of(records, []);
    }

    private static SweepRecord Record(string id, int label, float clean, params float?[] edited) => new()
    {
        Id = id,
        Label = label,
        Clean = Logits(label, clean),
        Edited = [.. edited.Select(difference => difference is { } own ? Logits(label, own) : null)],
    };

    private static float[] Logits(int right, float difference) => right == 0 ? [difference, 0] : [0, difference];
}
