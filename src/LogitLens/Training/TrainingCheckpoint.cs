using LogitLens.Checkpoints;
using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>
/// A training run's state as one safetensors file: the weights by their names, the optimizer's moments by the same names with
/// <c>.first_moment</c> and <c>.second_moment</c>, and the number of steps in <c>steps</c>.
/// </summary>
internal static class TrainingCheckpoint
{
    private const string StepsName = "steps";

    public static void Save(string path, ModelWeights weights, AdamW optimizer)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        (string Name, Tensor Value)[] tensors = [(StepsName, tensor([(double)optimizer.Steps])), .. Tensors(weights, optimizer)];
        TensorSpec[] specs = [.. tensors.Select(each =>
            new TensorSpec(each.Name, each.Name == StepsName ? CheckpointDType.F64 : CheckpointDType.F32, each.Value.shape))];
        using SafetensorsWriter writer = new(path, specs);
        foreach ((_, Tensor value) in tensors)
        {
            writer.Write(value.detach().cpu().contiguous().bytes);
        }

        writer.Complete();
    }

    public static void Load(string path, ModelWeights weights, AdamW optimizer)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using Checkpoint checkpoint = SafetensorsFile.Open(path);
        (string Name, Tensor Value)[] tensors = [.. Tensors(weights, optimizer)];
        Dictionary<string, long[]> expected = tensors.ToDictionary(each => each.Name, each => each.Value.shape);
        expected.Add(StepsName, [1]);
        IReadOnlyDictionary<string, TensorEntry> entries = new ExpectedTensors(expected).Match(checkpoint);
        foreach ((string name, Tensor value) in tensors)
        {
            Tensor stored = empty(value.shape, ScalarType.Float32);
            checkpoint.ReadBytes(entries[name]).CopyTo(stored.bytes);
            value.copy_(stored);
        }

        optimizer.Steps = (long)BitConverter.ToDouble(checkpoint.ReadBytes(entries[StepsName]));
    }

    private static IEnumerable<(string Name, Tensor Value)> Tensors(ModelWeights weights, AdamW optimizer) =>
        weights.Parameters.Concat(optimizer.State.SelectMany(state => new[]
        {
            (state.Parameter + ".first_moment", state.First), (state.Parameter + ".second_moment", state.Second),
        }));
}
