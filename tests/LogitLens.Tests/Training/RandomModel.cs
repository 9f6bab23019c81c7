using LogitLens.Engine;
using LogitLens.Models;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

/// <summary>A very small model with random weights, and sequences with something to learn in them.</summary>
internal static class RandomModel
{
    private const int Vocabulary = 23;

    /// <summary>Its shape.</summary>
    public static ModelConfig Config { get; } = new()
    {
        VocabularySize = Vocabulary,
        ContextLength = 16,
        ModelWidth = 24,
        Layers = 2,
        Heads = 3,
        MlpWidth = 48,
    };

    public static Transformer Create(long seed = 0) => Create(Config, seed);

    /// <summary>The same model with a head of classes in place of the unembedding.</summary>
    public static Transformer WithHead(params string[] classes) => Create(Config with { Head = new ClassHead(classes) }, seed: 3);

    private static Transformer Create(ModelConfig config, long seed)
    {
        TorchEngine.Start();
        return new Transformer(config, ModelWeights.Random(config, seed));
    }

    /// <summary>Sequences that count upwards in steps of their own, from 2 to 17 tokens long.</summary>
    public static TrainingSequence[] Sequences(int count, int first = 0) =>
        [.. Enumerable.Range(first, count).Select(i => new TrainingSequence(
            [.. Enumerable.Range(0, 2 + i * 7 % 16).Select(position => (i + position * (1 + i % 3)) % Vocabulary)]))];
}
