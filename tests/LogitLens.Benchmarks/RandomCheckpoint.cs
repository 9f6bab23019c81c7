using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.Models;

namespace LogitLens.Benchmarks;

/// <summary>A model's folder with random float32 weights, written a piece at a time: of gpt2-xl's shape it is 6.2 GB.</summary>
internal static class RandomCheckpoint
{
    private const int Piece = 1 << 20;

    /// <summary>GPT-2 XL's shape.</summary>
    public static ModelConfig Gpt2Xl { get; } = new()
    {
        VocabularySize = 50257,
        ContextLength = 1024,
        ModelWidth = 1600,
        Layers = 48,
        Heads = 25,
        MlpWidth = 6400,
    };

    /// <summary>Writes config.json and model.safetensors.</summary>
    /// <param name="folder">Is created.</param>
    /// <param name="config">The shape.</param>
    /// <returns>The size of model.safetensors in bytes.</returns>
    public static long Write(string folder, ModelConfig config)
    {
        Directory.CreateDirectory(folder);
        ModelConfigFile.Write(Path.Combine(folder, "config.json"), config, endOfText: null);
        PlannedTensor[] tensors = [.. config.Architecture.Of(config)];
        string path = Path.Combine(folder, "model.safetensors");
        using SafetensorsWriter writer = new(path, [.. tensors.Select(tensor => new TensorSpec(tensor.Name, CheckpointDType.F32, tensor.Shape))]);
        float[] values = new float[Piece];
        ulong state = 1;
        foreach (PlannedTensor tensor in tensors)
        {
            bool isGain = tensor.Role is WeightRole.AttentionNormGain or WeightRole.MlpNormGain or WeightRole.FinalNormGain;
            for (long left = tensor.Shape.Aggregate(1L, (product, size) => product * size); left > 0; left -= Piece)
            {
                Span<float> piece = values.AsSpan(0, (int)Math.Min(left, Piece));
                Fill(piece, isGain ? 1 : 0, ref state);
                writer.Write(MemoryMarshal.AsBytes(piece));
            }
        }

        writer.Complete();
        return new FileInfo(path).Length;
    }

    // Evenly spread with deviation 0.02, by a xorshift of 64 bits.
    private static void Fill(Span<float> piece, float around, ref ulong state)
    {
        for (int i = 0; i < piece.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            piece[i] = around + (0.07f * ((state >> 40) / (float)(1 << 24) - 0.5f));
        }
    }
}
