using LogitLens.Experiments.Lens;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Lens;

public sealed class LensReadoutTests
{
    private static readonly ModelConfig s_config = SmallModel.Config with { VocabularySize = 50257 };

    /// <summary>How far the layers' streams lie from the last one; and what divergence from the output comes of it.</summary>
    public static TheoryData<double, double, double> Distances => new() { { 0.005, 2e-6, 5e-4 }, { 0.05, 2e-4, 0.1 }, { 1, 0.2, 20 } };

    [Theory]
    [MemberData(nameof(Distances))]
    public void Layers_near_the_output_have_the_divergence_that_float64_gives_them(double distance, double least, double most)
    {
        using Transformer model = SmallModel.Create(s_config), exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        manual_seed(3);
        const int Examples = 3, Depth = 4;
        Tensor last = randn([Examples, 1, s_config.ModelWidth]);
        Tensor layers = cat([last.add(randn([Examples, Depth - 1, s_config.ModelWidth]).mul(distance)), last], 1);
        long[,] tokens = new long[Examples, 2];
        (tokens[0, 0], tokens[1, 1], tokens[2, 0]) = (5, 40000, 50256);

        LensReading[][] readings = new LensReadout(model).Read(layers, tokens, 2, logitBytes: 1 << 20);

        Tensor log = exact.Unembed(exact.FinalNorm(layers.to(ScalarType.Float64))).log_softmax(-1); // [example, layer, vocabulary]
        for (int e = 0; e < Examples; e++)
        {
            double[][] rows = [.. Enumerable.Range(0, Depth).Select(layer => Float64.Values(log.select(0, e).select(0, layer)))];
            for (int layer = 0; layer < Depth; layer++)
            {
                LensReading reading = readings[e][layer];
                double divergence = rows[^1].Zip(rows[layer], (p, q) => Math.Exp(p) * (p - q)).Sum();
                Assert.True(layer == Depth - 1 || (divergence > least && divergence < most), $"{divergence}");
                Close.Assert(divergence, reading.KullbackLeibler, Tolerance.VocabularySum, "divergence");
                Close.Assert(-rows[layer].Sum(p => Math.Exp(p) * p), reading.Entropy, Tolerance.VocabularySum, "entropy");
                Close.Assert([rows[layer][tokens[e, 0]], rows[layer][tokens[e, 1]]], reading.TokenLogProbabilities, Tolerance.VocabularySum, "log-probability");
            }
        }
    }
}
