using LogitLens.Checkpoints;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

public sealed class WeightsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_survive_saving_and_loading(bool tied)
    {
        ModelConfig config = SmallModel.Config with { TiedEmbedding = tied };
        using Transformer saved = Save(config);
        using Transformer loaded = Open().Load(ScalarType.Float32, new Device("cpu"));
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(SmallModel.Sequences(1, 5, 8));

        Assert.Equal(saved.Forward(batch).data<float>().ToArray(), loaded.Forward(batch).data<float>().ToArray());
        Assert.Equal(config.ParameterCount, loaded.Weights.Parameters.Sum(parameter => parameter.Value.numel()));
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, 0.25)]
    [InlineData(ScalarType.Float16, 0.05)]
    public void Half_precision_stays_near(ScalarType type, double tolerance)
    {
        using Transformer exact = Save(SmallModel.Config);
        using Transformer half = Open().Load(type, new Device("cpu"));
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(SmallModel.Sequences(2, 8));

        if (type == ScalarType.BFloat16)
        {
            Close.Assert(
                exact.Forward(batch).data<float>().ToArray(), half.Forward(batch).to(ScalarType.Float32).data<float>().ToArray(), tolerance * 8);
        }

        Assert.Equal(type, half.DType);
        Tensor weight = half.Weights.TokenEmbedding.to(ScalarType.Float32);
        Close.Assert(exact.Weights.TokenEmbedding.data<float>().ToArray(), weight.data<float>().ToArray(), tolerance);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_with_both_shapes()
    {
        Save(SmallModel.Config).Dispose();
        ModelConfigFile.Write(_folder.File("config.json"), SmallModel.Config with { MlpWidth = 41 }, null);

        InputException error = Assert.Throws<InputException>(() => Open().Load(ScalarType.Float32, new Device("cpu")));

        Assert.Contains("model.safetensors: tensor transformer.h.0.mlp.c_fc.bias is F32 [40], expected [41]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_weight_that_is_no_finite_number_is_named_with_its_tensor_and_place(float value)
    {
        using (Transformer model = SmallModel.Create())
        {
            model.Weights.Blocks[2].MlpIn.Weight.select(0, 3).select(0, 7).fill_(value);
            Write(model);
        }

        InputException error = Assert.Throws<InputException>(() => Open().Load(ScalarType.Float32, new Device("cpu")));

        Assert.EndsWith(
            "model.safetensors: tensor transformer.h.2.mlp.c_fc.weight holds NaN or infinite values, the first at [3, 7]: "
            + "the file is damaged, or the model's training has diverged", error.Message);
    }

    [Fact]
    public void A_weight_beyond_half_precisions_range_is_named()
    {
        using (Transformer model = SmallModel.Create())
        {
            model.Weights.FinalNorm.Gain.select(0, 1).fill_(70000);
            Write(model);
        }

        InputException error = Assert.Throws<InputException>(() => Open().Load(ScalarType.Float16, new Device("cpu")));

        Assert.EndsWith("tensor transformer.ln_f.weight has values beyond the range of Float16: use --dtype bf16 or f32", error.Message);
        Open().Load(ScalarType.Float32, new Device("cpu")).Dispose();
    }

    [Fact]
    public void Large_weights_are_not_taken_for_infinite_ones()
    {
        using (Transformer model = SmallModel.Create())
        {
            model.Weights.TokenEmbedding.fill_(1e38); // their sum is beyond float32
            Write(model);
        }

        Open().Load(ScalarType.Float32, new Device("cpu")).Dispose();
    }

    [Fact]
    public void Names_prefix_and_order_are_those_of_the_architecture()
    {
        Architecture other = new(
            "other", "model.", [".mask"],
            [.. Architecture.Gpt2.Tensors.Reverse().Select(plan => plan with { Name = "model." + plan.Name.Replace("transformer.h.", "layers.") })]);
        using Transformer gpt2 = SmallModel.Create();
        Dictionary<string, Tensor> values = gpt2.Weights.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        ModelConfig config = SmallModel.Config with { Architecture = other };
        using (Transformer renamed = new(
            config, ModelWeights.Create(config, (name, _) => values[name["model.".Length..].Replace("layers.", "transformer.h.")].clone())))
        {
            WeightsFile.Save(_folder.File("model.safetensors"), renamed.Weights);
        }

        using Checkpoint checkpoint = SafetensorsFile.Open(_folder.File("model.safetensors"));
        using Transformer loaded = new(config, WeightsFile.Load(checkpoint, config, ScalarType.Float32, new Device("cpu")));
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(SmallModel.Sequences(1, 5, 8));

        Assert.Contains("model.layers.3.mlp.c_fc.weight", checkpoint.Tensors.Keys);
        Assert.Equal(gpt2.Forward(batch).data<float>().ToArray(), loaded.Forward(batch).data<float>().ToArray());
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        Save(SmallModel.Config).Dispose();
        ModelConfigFile.Write(_folder.File("config.json"), SmallModel.Config with { Layers = 5 }, null);

        InputException error = Assert.Throws<InputException>(() => Open().Load(ScalarType.Float32, new Device("cpu")));

        Assert.Contains("tensor h.4.", error.Message, StringComparison.Ordinal);
        Assert.Contains("is missing", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Transformer Save(ModelConfig config)
    {
        Transformer model = SmallModel.Create(config);
        Write(model);
        return model;
    }

    private void Write(Transformer model)
    {
        ModelConfigFile.Write(_folder.File("config.json"), model.Config, null);
        WeightsFile.Save(_folder.File("model.safetensors"), model.Weights);
    }

    private ModelFiles Open() => ModelFiles.Open(_folder.Path, "test");
}
