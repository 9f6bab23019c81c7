using LogitLens.Experiments.Lens;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Lens;

public sealed class PromptLensTests
{
    [Fact]
    public void The_last_layer_is_the_model_itself()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = golden.Case.Sequences[1];

        float[] logits = golden.Transformer.Forward(new TokenBatch([tokens])).max(2).values.data<float>().ToArray();
        PromptLensResult lens = new PromptLens(golden.Transformer).Read(tokens, 1, []);

        Close.Assert([.. logits], lens.Layers[^1].TopLogits, Tolerance.Forward);
        Assert.All(lens.Layers[^1].KlFinalToLayer, kl => Assert.Equal(0, kl));
        Assert.All(lens.Layers[^1].RankOfFinalTop, rank => Assert.Equal(0, rank));
    }
}
