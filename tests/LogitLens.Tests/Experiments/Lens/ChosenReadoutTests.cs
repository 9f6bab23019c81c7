using LogitLens.Experiments;
using LogitLens.Experiments.Finetuning;
using LogitLens.Experiments.Lens;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Lens;

public sealed class ChosenReadoutTests : IDisposable
{
    private static readonly int[][] s_prompts = [[3, 17, 5, 40], [7, 7, 29]];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_layers_of_one_model_are_read_by_the_final_norm_and_the_unembedding_of_another()
    {
        using Transformer model = SmallModel.Create(), other = SmallModel.Create(seed: 2), exact = Float64.Of(model), exactOther = Float64.Of(other);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        int[][] labels = [[11, 30], [11, 30]];

        LensReading[][] readings = new LastPositionLens(model, other).Read(s_prompts, labels, null, logitBytes: 1 << 20);
        PromptLensResult grid = new PromptLens(model, other).Read(s_prompts[0], 1, labels[0]);

        for (int layer = 0; layer < model.Config.Layers; layer++)
        {
            for (int prompt = 0; prompt < s_prompts.Length; prompt++)
            {
                Tensor stream = exact.RunBlocks(exact.Embed(new TokenBatch([s_prompts[prompt]])), new PartialRun { ToLayer = layer + 1 });
                double[] expected = Float64.Values(exactOther.Unembed(exactOther.FinalNorm(stream.select(1, s_prompts[prompt].Length - 1))).log_softmax(-1));
                double[] wanted = [expected[11], expected[30]];
                Close.Assert(wanted, readings[prompt][layer].TokenLogProbabilities, Tolerance.Forward, $"prompt {prompt}, layer {layer}");
                if (prompt == 0)
                {
                    Close.Assert(wanted, grid.Layers[layer].LastPositionLabelLogProbs!, Tolerance.Forward, $"grid, layer {layer}");
                }
            }
        }

        Assert.All(readings, prompt => Assert.Equal(0, prompt[^1].KullbackLeibler));
    }

    [Fact]
    public void Of_the_other_model_only_what_reads_is_loaded()
    {
        using Transformer model = SmallModel.Create();
        string folder = Write("other", model.Config);

        using Transformer readout = ModelFiles.Open(folder, folder).LoadReadout(ScalarType.Float32, new Device("cpu"));

        Assert.Empty(readout.Weights.Blocks);
        Assert.Equal(
            ["transformer.wte.weight", "transformer.wpe.weight", "transformer.ln_f.weight", "transformer.ln_f.bias"],
            readout.Weights.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(Float64.Values(model.Weights.Unembedding), Float64.Values(readout.Weights.Unembedding));
    }

    [Fact]
    public void A_readout_that_does_not_fit_is_refused()
    {
        string own = Write("own", SmallModel.Config);
        string Refused(ModelConfig other)
        {
            using ChosenReadout readout = new(Write("other", other), SilentProgress.Instance);
            return Assert.Throws<InputException>(() => readout.Find(ModelSource.Find(new ModelOptions { Model = own }, SilentProgress.Instance))).Message;
        }

        Assert.Contains(
            "it reads streams of 48 dimensions, and the model's have 24", Refused(SmallModel.Config with { ModelWidth = 48 }), StringComparison.Ordinal);
        Assert.Contains("it knows 60 tokens, and the model 53", Refused(SmallModel.Config with { VocabularySize = 60 }), StringComparison.Ordinal);
        Assert.Contains(
            "it makes logits of classes (bad, good), and the model of tokens", Refused(SmallModel.Config with { Head = new ClassHead(["bad", "good"]) }),
            StringComparison.Ordinal);
    }

    private string Write(string name, ModelConfig config)
    {
        using Transformer model = SmallModel.Create(config);
        ModelFolderWriter.Write(_folder.File(name), config, model.Weights, tokenizer: null);
        return _folder.File(name);
    }
}
