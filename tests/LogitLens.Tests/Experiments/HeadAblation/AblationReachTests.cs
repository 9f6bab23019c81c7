using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.HeadAblation;

/// <summary>What is told of an edit from the prompts' tokens alone, against what the model makes of it.</summary>
public sealed class AblationReachTests
{
    private const double Rounding = 1e-4;

    private static readonly ModelConfig s_config = SmallModel.Config;

    public static TheoryData<SweptPart> Parts => [SweptPart.Heads, SweptPart.Attention, SweptPart.Mlp, SweptPart.Resid];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_patch_changes_an_outcome_where_it_can_act_and_nowhere_else(SweptPart what)
    {
        HeadAblationOptions options = new() { Ablation = new AblationOptions { What = what }, Patch = new PatchOptions { Corrupt = Corruption.Text } };
        AssertAsTold(options, PairsOfLikeBeginnings());
    }

    [Theory]
    [InlineData(AblationMethod.Zero)]
    [InlineData(AblationMethod.Mean)]
    [InlineData(AblationMethod.Resample)]
    public void An_ablation_changes_an_outcome_where_it_can_act_and_nowhere_else(AblationMethod method)
    {
        HeadAblationOptions options = new()
        {
            Ablation = new AblationOptions { Method = method, MeanOver = method == AblationMethod.Mean ? MeanScope.Position : MeanScope.Dataset },
        };
        AssertAsTold(options, PairsOfLikeBeginnings());
    }

    [Fact]
    public void A_mean_by_position_is_the_activation_itself_where_all_prompts_that_reach_so_far_are_alike() =>
        Assert.Equal([false, false, true, true, false], AblationReach.Varied([[5, 6, 1], [5, 6, 2, 8], [5, 6, 2, 9, 7]]));

    [Fact]
    public void In_the_last_layer_only_the_last_position_is_read()
    {
        SweptData data = PairsOfLikeBeginnings();
        HeadAblationOptions options = new() { Ablation = new AblationOptions { What = SweptPart.Mlp }, Patch = new PatchOptions { Corrupt = Corruption.Text } };
        AblationReach reach = new(options, data, s_config.Layers);
        SweepItem Mlp(int layer, int position) => new("mlp", ItemKind.Mlp) { Layer = layer, Position = position };

        Assert.Equal(Reach.Nothing, reach.Of(Mlp(s_config.Layers - 1, -2), 0));
        Assert.Equal(Reach.Acts, reach.Of(Mlp(s_config.Layers - 1, -1), 0));
        Assert.Equal(Reach.Acts, reach.Of(Mlp(s_config.Layers - 2, -2), 0));
    }

    [Fact]
    public void What_both_runs_begin_with_cannot_be_patched_into_anything_else()
    {
        SweptData data = PairsOfLikeBeginnings();
        AblationReach reach = new(new HeadAblationOptions { Patch = new PatchOptions { Corrupt = Corruption.Text } }, data, s_config.Layers);

        Assert.All(Enumerable.Range(0, data.Shared), position =>
            Assert.Equal(Reach.Nothing, reach.Of(new SweepItem("resid", ItemKind.Resid) { Layer = 0, Position = position }, 0)));
    }

    [Fact]
    public void A_position_without_a_counterpart_in_a_shorter_source_is_missing()
    {
        SweptExample example = new("a", 0, [1, 2, 3, 4, 5, 6], null, [1, 9, 5, 6]);
        SweptData data = Data([example, new("b", 1, [1, 2, 7], null, [1, 8, 7])]);
        AblationReach reach = new(new HeadAblationOptions { Patch = new PatchOptions { Corrupt = Corruption.Text } }, data, s_config.Layers);
        Reach At(int position) => reach.Of(new SweepItem("resid", ItemKind.Resid) { Layer = 1, Position = position }, 0);

        Assert.Equal(Reach.Missing, At(-5));
        Assert.Equal(Reach.Acts, At(-4));
        Assert.Equal(Reach.Missing, At(-7));
    }

    [Fact]
    public void A_resample_from_the_same_prompt_does_nothing()
    {
        SweptData data = Data([new("a", 0, [1, 2, 3], null, [1, 2, 3]), new("b", 1, [1, 4, 3], null, [1, 2, 3])]);
        HeadAblationOptions options = new() { Ablation = new AblationOptions { Method = AblationMethod.Resample } };
        AblationReach reach = new(options, data, s_config.Layers);
        SweepItem head = SweepItem.OfHead(new HeadId(1, 1));

        Assert.Equal((Reach.Nothing, Reach.Acts), (reach.Of(head, 0), reach.Of(head, 1)));
    }

    private static void AssertAsTold(HeadAblationOptions options, SweptData data)
    {
        using Transformer model = SmallModel.Create();
        int[] all = [.. Enumerable.Range(0, data.Examples.Count)];
        using MeanActivations means = ReferenceMeans.Of(
            model, data, [all], AblationEdits.Sites(options.Ablation.What, s_config), options.Ablation.MeanOver, SilentProgress.Instance);
        AblationEdits edits = new(options, data, means, s_config.Layers);
        IReadOnlyList<SweepItem> items = AblationItems.Of(options, s_config, data.Positions());
        float[][] clean = [], edited = [];
        new SweepEngine(model, new StackLimit(s_config, 1 << 30, false)).Run(data.Batch(all), [.. items.Select(edits.Of)], (variant, normalized) =>
        {
            float[][] own = [.. normalized.contiguous().data<float>().ToArray().Chunk(s_config.ModelWidth)];
            clean = variant == SweepEngine.Clean ? own : clean;
            for (int example = 0; variant >= 0 && example < all.Length; example++)
            {
                float change = own[example].Zip(clean[example], (a, b) => Math.Abs(a - b)).Max();
                Reach reach = edits.ReachOf(items[variant], example);
                Assert.True(reach == Reach.Acts ? change > Rounding : change < Rounding, $"{items[variant].Name}, example {example}: {reach}, {change}");
            }
        });
    }

    // Prompts of several lengths with a beginning that all share, and pairs that go on alike for some tokens more.
    private static SweptData PairsOfLikeBeginnings()
    {
        int[] start = [3, 1, 4, 1, 5];
        return Data(
        [
            new("a", 0, [.. start, 9, 2, 6, 7], null, [.. start, 9, 2, 8, 7]),
            new("b", 1, [.. start, 10, 20, 30, 40, 7], null, [.. start, 11, 20, 30, 40, 7]),
            new("c", 0, [.. start, 12, 13, 7], null, [.. start, 14, 15, 16, 7]),
            new("d", 1, [.. start, 21, 22, 23, 24, 25, 7], null, [.. start, 26, 22, 7]),
        ]);
    }

    private static SweptData Data(SweptExample[] examples) =>
        new(examples, SweptData.SharedLength(examples), [1, 2], ["no", "yes"], new DatasetInput("test", "test", "", examples.Length), []);
}
