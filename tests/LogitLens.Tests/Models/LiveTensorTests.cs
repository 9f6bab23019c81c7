using LogitLens.Experiments.Attribution;
using LogitLens.Experiments.Lens;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

/// <summary>Nothing native outlives its use.</summary>
[Collection(LiveTensors.Collection)]
public sealed class LiveTensorTests
{
    [Fact]
    public void A_forward_pass_leaves_its_result_alone() => AssertNothingLeft(model =>
    {
        using DisposeScope scope = NewDisposeScope();
        using ActivationCache cache = new();
        _ = model.Forward(new TokenBatch(SmallModel.Sequences(1, 6, 9)), cache.Watch(Site.All(model.Config)));
    });

    [Fact]
    public void Generation_leaves_nothing() =>
        AssertNothingLeft(model => TokenGenerator.Generate(model, SmallModel.Sequences(2, 6, 9), 5, TokenGenerator.Greedy));

    [Fact]
    public void A_prefix_frees_its_keys_and_values() => AssertNothingLeft(model =>
    {
        using KeyValuePrefix prefix = model.Prefix([1, 2, 3]);
        _ = new LastPositionLens(model).Read([[4, 5]], [[6]], prefix, 1 << 20);
    });

    [Fact]
    public void The_lens_over_a_prompt_leaves_nothing() =>
        AssertNothingLeft(model => new PromptLens(model).Read([1, 2, 3], 3, [4, 5]));

    [Fact]
    public void Attribution_leaves_nothing() => AssertNothingLeft(model =>
    {
        AttributionOptions options = new() { Method = [.. Enum.GetValues<AttributionMethod>()] };
        using Tensor baseline = PromptAttributions.Baseline(model, options.Baseline, null);
        using DisposeScope scope = NewDisposeScope();
        PromptAttributions methods = new(model, options, baseline, 1 << 24);
        _ = methods.Of(methods.Scores([[1, 2, 3, 4], [5, 6]], [new AttributionTarget(7, null), new AttributionTarget(8, null)]));
    });

    [Fact]
    public void A_failed_load_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        using Transformer model = SmallModel.Create();
        WeightsFile.Save(folder.File("model.safetensors"), model.Weights);
        ModelConfigFile.Write(folder.File("config.json"), SmallModel.Config with { Layers = 5 }, null);

        long left = LiveTensors.LeftBy(() =>
            Assert.Throws<InputException>(() => ModelFiles.Open(folder.Path, "test").Load(ScalarType.Float32, new Device("cpu"))));

        Assert.Equal(0, left);
    }

    private static void AssertNothingLeft(Action<Transformer> work)
    {
        using Transformer model = SmallModel.Create();
        Assert.Equal(0, LiveTensors.LeftBy(() => work(model)));
    }
}
