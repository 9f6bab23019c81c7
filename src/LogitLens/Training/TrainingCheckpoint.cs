using LogitLens.Checkpoints;
using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>
/// A training run's state as one safetensors file: the weights by their names, the optimizer's moments by the same names with
/// <c>.first_moment</c> and <c>.second_moment</c>, the number of steps in <c>steps</c>, and what else a run has to keep.
/// </summary>
internal static class TrainingCheckpoint
{
    private const string StepsName = "steps";

    public static void Save(string path, ModelWeights weights, AdamW optimizer, IReadOnlyList<(string Name, Tensor Value)> besides)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        (string Name, Tensor Value)[] tensors = [(StepsName, tensor([(double)optimizer.Steps])), .. Tensors(weights, optimizer), .. besides];
        using SafetensorsWriter writer = new(path, [.. tensors.Select(each => new TensorSpec(each.Name, TypeOf(each.Value), each.Value.shape))]);
        foreach ((_, Tensor value) in tensors)
        {
            using DisposeScope one = NewDisposeScope();
            writer.Write(value.detach().cpu().contiguous().bytes);
        }

        writer.Complete();
    }

    public static void Load(string path, ModelWeights weights, AdamW optimizer, IReadOnlyList<(string Name, Tensor Value)> besides)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using Checkpoint checkpoint = SafetensorsFile.Open(path);
        (string Name, Tensor Value)[] tensors = [.. Tensors(weights, optimizer), .. besides];
        Dictionary<string, long[]> expected = tensors.ToDictionary(each => each.Name, each => each.Value.shape);
        expected.Add(StepsName, [1]);
        IReadOnlyDictionary<string, TensorEntry> entries = new ExpectedTensors(expected).Match(checkpoint);
        foreach ((string name, Tensor value) in tensors)
        {
            using DisposeScope one = NewDisposeScope();
            Tensor stored = empty(value.shape, value.dtype);
            checkpoint.ReadBytes(entries[name]).CopyTo(stored.bytes);
            value.copy_(stored);
        }

        optimizer.Steps = (long)BitConverter.ToDouble(checkpoint.ReadBytes(entries[StepsName]));
    }

    private static CheckpointDType TypeOf(Tensor value) => value.dtype == ScalarType.Float64 ? CheckpointDType.F64 : CheckpointDType.F32;

    private static IEnumerable<(string Name, Tensor Value)> Tensors(ModelWeights weights, AdamW optimizer) =>
        weights.Parameters.Concat(optimizer.State.SelectMany(state => new[]
        {
            (state.Parameter + ".first_moment", state.First), (state.Parameter + ".second_moment", state.Second),
        }));
}
