using LogitLens.Experiments.Finetuning;
using LogitLens.Models;

namespace LogitLens.Tests.Experiments.Finetuning.Weights;

public class TrainedPartTests
{
    private static readonly ModelConfig s_tied = new() { VocabularySize = 11, ContextLength = 8, ModelWidth = 4, Layers = 3, Heads = 2, MlpWidth = 16 };
    private static readonly ModelConfig s_withHead = s_tied with { Head = new ClassHead(["no", "yes"]) };

    [Fact]
    public void The_last_layers_are_trained_with_the_final_norm_and_nothing_below_them()
    {
        string[] trained = TrainedNames(s_tied, 1);

        Assert.Contains("transformer.h.2.attn.c_attn.weight", trained);
        Assert.Contains("transformer.h.2.ln_1.bias", trained);
        Assert.Equal(
            ["transformer.ln_f.bias", "transformer.ln_f.weight"],
            trained.Where(name => !name.StartsWith("transformer.h.2.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Embeddings_are_never_trained_nor_the_unembedding_that_is_tied_to_them()
    {
        Assert.Equal(["transformer.wpe.weight", "transformer.wte.weight"], Names(s_tied).Except(TrainedNames(s_tied, 3)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_layers_leave_the_head_alone()
    {
        Assert.Equal(["score.weight"], TrainedNames(s_withHead, 0));
        Assert.Empty(TrainedNames(s_tied, 0));
    }

    [Fact]
    public void More_layers_train_more()
    {
        for (int last = 1; last <= s_withHead.Layers; last++)
        {
            Assert.Empty(TrainedNames(s_withHead, last - 1).Except(TrainedNames(s_withHead, last)));
            string block = $"transformer.h.{s_withHead.Layers - last}.";
            Assert.Equal(12, TrainedNames(s_withHead, last).Count(name => name.StartsWith(block, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void More_layers_than_there_are_are_refused()
    {
        InputException error = Assert.Throws<InputException>(() => new TrainedPart(s_tied, 4));

        Assert.Equal("--train-last 4: the model has 3 layers", error.Message);
    }

    private static string[] TrainedNames(ModelConfig config, int last)
    {
        TrainedPart part = new(config, last);
        return [.. Names(config).Where(part.Has)];
    }

    private static IEnumerable<string> Names(ModelConfig config) => config.Architecture.Of(config).Select(planned => planned.Name);
}
