using LogitLens.Engine;
using LogitLens.Models;

namespace LogitLens.TestSupport;

/// <summary>Small models with random weights, for what must hold of any model.</summary>
internal static class SmallModel
{
    /// <summary>A shape in which no two extents are alike, so that a mix-up of axes shows.</summary>
    public static ModelConfig Config { get; } = new()
    {
        VocabularySize = 53,
        ContextLength = 32,
        ModelWidth = 24,
        Layers = 4,
        Heads = 3,
        MlpWidth = 40,
    };

    /// <summary>A model whose weights are large enough for its layers to matter.</summary>
    public static Transformer Create(ModelConfig? config = null, long seed = 1)
    {
        TorchEngine.Start();
        using IDisposable gradless = no_grad();
        ModelWeights weights = ModelWeights.Random(config ?? Config, seed);
        foreach ((string name, Tensor value) in weights.Parameters)
        {
            if (!name.Contains(".ln_", StringComparison.Ordinal))
            {
                value.normal_(0, 0.3);
            }
        }

        return new Transformer(config ?? Config, weights);
    }

    /// <summary>Sequences of the given lengths, drawn by seed.</summary>
    public static int[][] Sequences(int seed, params int[] lengths)
    {
        Random random = new(seed);
        return [.. lengths.Select(length => Enumerable.Range(0, length).Select(_ => random.Next(Config.VocabularySize)).ToArray())];
    }
}
