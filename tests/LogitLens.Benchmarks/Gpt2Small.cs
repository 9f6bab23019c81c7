using LogitLens.Engine;
using LogitLens.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>A model of GPT-2 small's shape with random weights, and token sequences for it.</summary>
internal static class Gpt2Small
{
    public static ModelConfig Config { get; } = new()
    {
        VocabularySize = 50257,
        ContextLength = 1024,
        ModelWidth = 768,
        Layers = 12,
        Heads = 12,
        MlpWidth = 3072,
    };

    /// <summary>Where benchmarks compute: INTERP_DEVICE, else the CPU.</summary>
    public static Device Device { get; } = new(Environment.GetEnvironmentVariable("INTERP_DEVICE") ?? "cpu");

    /// <summary>Starts the engine, says what it is, and makes the model.</summary>
    public static Transformer Create()
    {
        EngineInfo engine = TorchEngine.Start();
        Console.WriteLine($"libtorch {engine.Libtorch} ({engine.Provider}), BLAS kernel {engine.BlasKernel ?? "unknown"}, {engine.Threads} threads, {Device}");
        using IDisposable gradless = no_grad();
        ModelWeights random = ModelWeights.Random(Config, seed: 1);
        if (Device.type == DeviceType.CPU)
        {
            return new Transformer(Config, random);
        }

        Dictionary<string, Tensor> values = random.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        using (random)
        {
            return new Transformer(Config, ModelWeights.Create(Config, (name, _) => values[name].to(Device)));
        }
    }

    /// <summary>Sequences of random tokens.</summary>
    public static int[][] Sequences(IEnumerable<int> lengths)
    {
        Random random = new(1);
        return [.. lengths.Select(length => Enumerable.Range(0, length).Select(_ => random.Next(Config.VocabularySize)).ToArray())];
    }
}
