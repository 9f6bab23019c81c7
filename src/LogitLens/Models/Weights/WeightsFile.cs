using LogitLens.Checkpoints;

namespace LogitLens.Models;

/// <summary>Moves a model's weights between checkpoint files and tensors, by the names of its architecture.</summary>
public static class WeightsFile
{
    private const int WindowBytes = 16 << 20;

    /// <summary>
    /// Reads the weights a model of this shape needs. Memory beside the weights stays within a 16 MiB window.
    /// </summary>
    /// <param name="checkpoint">Where the weights are, with or without the architecture's prefix, in F32, F16, BF16 or F64.</param>
    /// <param name="config">The model's shape.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="layers">How many blocks to read, from the first; null for all.</param>
    /// <exception cref="InputException">A tensor is missing, unexpected, mis-shaped or truncated, or has a value that is NaN or infinite.</exception>
    public static ModelWeights Load(Checkpoint checkpoint, ModelConfig config, ScalarType dtype, Device device, int? layers = null)
    {
        IReadOnlyDictionary<string, TensorEntry> entries = Expected(config).Match(checkpoint);
        using IDisposable gradless = no_grad();
        return ModelWeights.Create(
            config with { Layers = layers ?? config.Layers },
            (name, _) => Read(checkpoint, entries[config.Architecture.WithoutPrefix(name)], dtype, device));
    }

    /// <summary>Writes weights as float32 safetensors; the file appears whole or not at all.</summary>
    public static void Save(string path, ModelWeights weights)
    {
        TensorSpec[] specs = [.. weights.Parameters.Select(parameter => new TensorSpec(parameter.Name, CheckpointDType.F32, parameter.Value.shape))];
        using IDisposable gradless = no_grad();
        using SafetensorsWriter writer = new(path, specs, new Dictionary<string, string> { ["format"] = "pt" });
        foreach ((_, Tensor value) in weights.Parameters)
        {
            using DisposeScope scope = NewDisposeScope();
            writer.Write(value.detach().to(ScalarType.Float32).cpu().contiguous().bytes);
        }

        writer.Complete();
    }

    private static ExpectedTensors Expected(ModelConfig config) =>
        new(config.Architecture.Of(config).ToDictionary(planned => config.Architecture.WithoutPrefix(planned.Name), planned => planned.Shape))
        {
            Prefix = config.Architecture.Prefix,
            Ignore = name => config.Architecture.Ignores(name, config),
        };

    internal static Tensor Read(Checkpoint checkpoint, TensorEntry entry, ScalarType dtype, Device device)
    {
        Tensor result = empty(entry.Shape, dtype, device).DetachFromDisposeScope();
        Tensor flat = result.view(-1);
        ScalarType stored = StoredType(entry);
        int elementSize = entry.DType.SizeInBytes();
        for (long start = 0; start < entry.ElementCount; start += WindowBytes / elementSize)
        {
            using DisposeScope scope = NewDisposeScope();
            long count = Math.Min(WindowBytes / elementSize, entry.ElementCount - start);
            Tensor window = empty([count], stored);
            checkpoint.CopyTo(entry, start * elementSize, window.bytes);
            Tensor part = flat.narrow(0, start, count).copy_(window);
            if (!part.AreFinite())
            {
                result.Dispose();
                throw NotFinite(entry, start, window, dtype);
            }
        }

        flat.Dispose();
        return result;
    }

    private static InputException NotFinite(TensorEntry entry, long start, Tensor window, ScalarType dtype)
    {
        string where = $"{entry.File}: tensor {entry.Name}";
        if (window.AreFinite())
        {
            return new InputException($"{where} has values beyond the range of {dtype}: use --dtype bf16 or f32");
        }

        long first = start + window.isfinite().to(ScalarType.Int64).neg().argmax(0).item<long>();
        long[] place = new long[entry.Shape.Length];
        for (int axis = place.Length - 1; axis >= 0; axis--)
        {
            (first, place[axis]) = Math.DivRem(first, entry.Shape[axis]);
        }

        return new InputException(
            $"{where} holds NaN or infinite values, the first at [{string.Join(", ", place)}]: the file is damaged, or the model's training has diverged");
    }

    private static ScalarType StoredType(TensorEntry entry) => entry.DType switch
    {
        CheckpointDType.F64 => ScalarType.Float64,
        CheckpointDType.F32 => ScalarType.Float32,
        CheckpointDType.F16 => ScalarType.Float16,
        CheckpointDType.BF16 => ScalarType.BFloat16,
        _ => throw new InputException($"{entry.File}: tensor {entry.Name} is {entry.DType}; weights are F32, F16, BF16 or F64"),
    };
}
