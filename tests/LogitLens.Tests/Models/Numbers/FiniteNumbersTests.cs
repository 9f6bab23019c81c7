using LogitLens.Experiments.Lens;
using LogitLens.Models;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Models;

/// <summary>Finite weights whose activations leave float32's range: every way through the model stops, and names the layer.</summary>
public sealed class FiniteNumbersTests
{
    private const string FromLayer2 =
        "layer 2: blocks.2.hook_resid_post: NaN or infinite values, though the weights are finite; results of this model would mean nothing";

    private static readonly int[][] s_prompts = SmallModel.Sequences(1, 5, 8);

    [Fact]
    public void Every_reader_names_the_first_layer_that_overflows()
    {
        using Transformer model = Overflowing();
        int[][] labels = [[1, 2], [1, 2]];
        Action[] readers =
        [
            () => model.Forward(new TokenBatch(s_prompts)),
            () => new PromptLens(model).Read(s_prompts[0], 3, []),
            () => new LastPositionLens(model).Read(s_prompts, labels, null, 1 << 20),
            () => TokenScores.ContinuationLogProbabilities(model, [(s_prompts[0], [1])]),
            () => new BatchDecoder(model, s_prompts, room: 1).Dispose(),
            () => model.Prefix(s_prompts[0]),
            () => new NextTokenObjective().Sum(model, [new TrainingSequence(s_prompts[0])]),
        ];

        Assert.All(readers, read =>
        {
            using DisposeScope scope = NewDisposeScope();
            Assert.Equal(FromLayer2, Assert.Throws<InputException>(read).Message);
        });
    }

    [Fact]
    public void A_run_that_starts_above_says_that_its_input_is_at_fault()
    {
        using Transformer model = SmallModel.Create();
        using DisposeScope scope = NewDisposeScope();
        Tensor stream = full([1, 3, model.Config.ModelWidth], float.NaN);

        InputException error = Assert.Throws<InputException>(() => model.RunBlocks(stream, new PartialRun { FromLayer = 1 }));

        Assert.StartsWith("blocks.1.hook_resid_pre: NaN or infinite values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logits_beyond_the_range_are_named()
    {
        using Transformer model = SmallModel.Create();
        using DisposeScope scope = NewDisposeScope();
        model.Weights.FinalNorm.Gain.fill_(3e38);

        InputException error = Assert.Throws<InputException>(() => new LastPositionLens(model).Read(s_prompts, [[1], [2]], null, 1 << 20));

        Assert.StartsWith("logits: NaN or infinite values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_precision_is_told_what_its_range_is()
    {
        Assert.Equal(
            "layer 3: NaN or infinite values; activations beyond 65,504 do not fit --dtype fp16: use bf16 or f32",
            FiniteNumbers.Error("layer 3", ScalarType.Float16).Message);
    }

    private static Transformer Overflowing()
    {
        Transformer model = SmallModel.Create();
        model.Weights.Blocks[2].MlpOut.Weight.fill_(3e38);
        return model;
    }
}
