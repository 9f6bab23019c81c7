using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.HeadAblation;

public sealed class AblationSummaryTests
{
    private static readonly SweepItem[] s_heads = [SweepItem.OfHead(new HeadId(1, 0)), SweepItem.OfHead(new HeadId(1, 2))];

    [Fact]
    public void Results_hold_the_metric_without_and_under_each_edit_by_layer_and_head()
    {
        // Logit differences 2 and 4 without an edit; 1 and 5 without head 1.0; 2 and 2 without head 1.2.
        HeadAblationResult result = Summarise([Record("a", 0, 2, 1, 2), Record("b", 1, 4, 5, 2)], s_heads);

        Assert.Equal((2, 3.0, 1.0), (result.N, result.Clean, result.CleanAccuracy.Value));
        Assert.Equal(SmallModel.Config.Layers, result.Edited.Count);
        Assert.Equal([3, null, 2], result.Edited[1]);
        Assert.Equal([0, null, -1], result.Effects[1]);
        Assert.Equal([null, null, null], result.Effects[0]);
        Assert.Equal([0.0, -1], result.Items.Select(item => item.Effect.Value!.Value));
    }

    [Fact]
    public void Each_class_has_its_own_effect()
    {
        HeadAblationResult result = Summarise([Record("a", 0, 2, 1, 2), Record("b", 1, 4, 5, 2)], s_heads);

        Assert.Equal([-1, 1], result.Items[0].Classes.Select(own => own.Effect.Value!.Value));
        Assert.Equal([-2, 2], result.Items[0].Classes.Select(own => own.Specificity.Value!.Value));
        Assert.Equal([1, 1], result.Items[0].Classes.Select(own => own.Effect.N));
    }

    [Fact]
    public void Accuracy_under_an_edit_counts_the_labels_that_stay_right()
    {
        HeadAblationResult result = Summarise([Record("a", 0, 2, -1, 2), Record("b", 1, 4, 5, -2)], s_heads);

        Assert.Equal([1, 1], result.Items.Select(item => item.Accuracy.Count));
        Assert.Equal(2, result.CleanAccuracy.Count);
    }

    [Fact]
    public void Patches_by_position_have_those_told_from_the_end_last()
    {
        SweepItem[] items =
        [
            .. new[] { 0, 1, -2, -1 }.Select(position => new SweepItem($"mlp 1 at {position}", ItemKind.Mlp) { Layer = 1, Position = position }),
        ];

        HeadAblationResult result = Summarise(
            [Record("a", 0, 2, 2, 3, 4, 5)], items, new HeadAblationOptions { Ablation = new AblationOptions { What = SweptPart.Mlp } });

        Assert.Equal([0, 1, 2, 3], result.Effects[1]);
    }

    [Fact]
    public void Restored_is_the_mean_effect_over_the_mean_gap()
    {
        // Gaps of 4, 5 and 6 to the source; the patch makes up 2, 2 and 4 of them.
        HeadAblationResult result = Summarise(
            [Patched("a", -1, 3, 1), Patched("b", -2, 3, 0), Patched("c", -3, 3, 1)], [s_heads[0]],
            new HeadAblationOptions { Patch = new PatchOptions { Corrupt = Corruption.Text } });

        Assert.Equal((3.0, "denoise"), (result.Source, result.Edit));
        Assert.Equal(8.0 / 15, result.Items[0].Restored!.Value, 12);
        Assert.Equal(-0.0713, result.Items[0].RestoredInterval!.Value.Low, 4);
        Assert.Equal(0.8321, result.Items[0].RestoredInterval!.Value.High, 4);
    }

    [Fact]
    public void There_is_no_share_restored_of_a_gap_that_may_be_none()
    {
        HeadAblationResult result = Summarise(
            [Patched("a", 3, -1, 1), Patched("b", -2, 3, 0), Patched("c", 1, 1.5f, 1)], [s_heads[0]],
            new HeadAblationOptions { Patch = new PatchOptions { Corrupt = Corruption.Text } });

        Assert.Null(result.Items[0].Restored);
    }

    [Fact]
    public void An_edit_that_cannot_act_has_no_effect_and_no_test()
    {
        HeadAblationResult result = Summarise([Record("a", 0, 2, 2, 2), Record("b", 1, 4, 4, 2)], s_heads, acts: [false, true]);

        Assert.Equal((false, 0.0, null), (result.Items[0].Acts, result.Items[0].Effect.Value, result.Items[0].PValue));
        Assert.Equal([0, null, -1], result.Effects[1]);
        Assert.NotNull(result.Items[1].PValue);
    }

    [Fact]
    public void No_records_give_no_numbers()
    {
        HeadAblationResult result = Summarise([], s_heads);

        Assert.Equal((0, null), (result.N, result.Clean));
        Assert.Equal([null, null, null], result.Effects[1]);
    }

    private static HeadAblationResult Summarise(
        AblationRecord[] records, SweepItem[] items, HeadAblationOptions? options = null, bool[]? acts = null) =>
        new AblationSummary(options ?? new HeadAblationOptions(), SmallModel.Config, Data(records))
            .Of(records, items, acts ?? [.. items.Select(_ => true)], new AblationSetup([], null, null), []);

    private static SweptDraws Data(AblationRecord[] records) => new([new SweptData(
        [.. records.Select(record => new SweptExample(record.Id, record.Label, [1], null, null))], 0, [1, 2], ["no", "yes"],
        new DatasetInput("test", "test", "", records.Length), [])]);

    private static AblationRecord Record(string id, int label, float clean, params float[] edited) => new()
    {
        Id = id,
        Label = label,
        Clean = Logits(label, clean),
        Edited = [.. edited.Select(difference => Logits(label, difference))],
    };

    private static AblationRecord Patched(string id, float clean, float source, float edited) => new()
    {
        Id = id,
        Clean = Logits(0, clean),
        Source = Logits(0, source),
        Edited = [Logits(0, edited)],
    };

    private static float[] Logits(int right, float difference) => right == 0 ? [difference, 0] : [0, difference];
}
