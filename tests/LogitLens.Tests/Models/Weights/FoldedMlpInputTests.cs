using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

public sealed class FoldedMlpInputTests
{
    [Fact]
    public void It_gives_what_the_norm_and_the_map_give_one_after_the_other()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = golden.Transformer.Config;
        BlockWeights block = golden.Transformer.Weights.Blocks[1];
        manual_seed(1);
        Tensor residMid = randn([3, 7, config.ModelWidth]).mul(5).add(2);
        BlockWeights exact = golden.Exact.Weights.Blocks[1];
        Tensor plain = nn.functional.layer_norm(
            residMid.to(ScalarType.Float64), [config.ModelWidth], exact.MlpNorm.Gain, exact.MlpNorm.Bias, config.NormEpsilon)
            .matmul(exact.MlpIn.Weight).add(exact.MlpIn.Bias);

        FoldedMlpInput folded = FoldedMlpInput.Of(block);
        Tensor pre = folded.Scale(residMid.matmul(folded.Weight), residMid);

        Close.Assert(Float64.Values(plain), Float64.Values(pre), Tolerance.Forward);
    }
}
