using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Keeps a pass's own keys and values, [row, head, position, d_head] for each layer it runs; it has nothing earlier to add.</summary>
internal sealed class KeyValueRecorder : IKeyValueStore
{
    private readonly Dictionary<int, (Tensor Keys, Tensor Values)> _layers = [];

    public int Length => 0;

    public (Tensor Keys, Tensor Values) Join(int layer, Tensor keys, Tensor values)
    {
        // The pass frees its tensors layer by layer; the scope that the recorder is read in owns these.
        _layers[layer] = (keys.contiguous().DetachFromDisposeScope(), values.contiguous().DetachFromDisposeScope());
        return (keys, values);
    }

    /// <summary>What was recorded; the caller owns it.</summary>
    public StackedPrefix ToPrefix() => new(_layers);
}

/// <summary>
/// The keys and values of a shared prefix under several edits, [variant, head, position, d_head] for each layer from the edited one on.
/// Each variant's serve as many rows of the stack of examples as there are examples.
/// </summary>
internal sealed class StackedPrefix(IReadOnlyDictionary<int, (Tensor Keys, Tensor Values)> layers) : IDisposable
{
    /// <summary>The store for a stack of the variants from <paramref name="first"/> on.</summary>
    public IKeyValueStore For(int first, int count) => new Part(layers, first, count);

    public void Dispose()
    {
        foreach ((Tensor keys, Tensor values) in layers.Values)
        {
            keys.Dispose();
            values.Dispose();
        }
    }

    private sealed class Part(IReadOnlyDictionary<int, (Tensor Keys, Tensor Values)> layers, int first, int count) : IKeyValueStore
    {
        public int Length { get; } = (int)layers.Values.First().Keys.size(2);

        public (Tensor Keys, Tensor Values) Join(int layer, Tensor keys, Tensor values) =>
            (Prepend(layers[layer].Keys, keys), Prepend(layers[layer].Values, values));

        private Tensor Prepend(Tensor prefix, Tensor present)
        {
            long heads = present.size(1), width = present.size(3), examples = present.size(0) / count;
            Tensor own = prefix.narrow(0, first, count).unsqueeze(1).expand(count, examples, heads, Length, width);
            return cat([own.reshape(count * examples, heads, Length, width), present], 2);
        }
    }
}
