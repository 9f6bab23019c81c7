namespace LogitLens.Models;

/// <summary>Keys and values of earlier positions, which attention reads besides those of the positions at hand.</summary>
public interface IKeyValueStore
{
    /// <summary>How many earlier positions there are, for the batch's new positions to start after.</summary>
    public int Length { get; }

    /// <summary>Joins a layer's new keys and values, [batch, head, position, d_head], to the earlier ones, which come first.</summary>
    public (Tensor Keys, Tensor Values) Join(int layer, Tensor keys, Tensor values);
}

/// <summary>
/// The keys and values of a text that many examples begin with, computed once: [1, head, position, d_head] for each layer. Joining copies;
/// the prefix itself never changes.
/// </summary>
public sealed class KeyValuePrefix : IKeyValueStore, IDisposable
{
    private readonly IReadOnlyList<(Tensor Keys, Tensor Values)> _layers;

    internal KeyValuePrefix(IReadOnlyList<(Tensor Keys, Tensor Values)> layers)
    {
        _layers = [.. layers.Select(layer => (layer.Keys.DetachFromDisposeScope(), layer.Values.DetachFromDisposeScope()))];
        Length = (int)_layers[0].Keys.size(2);
    }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public (Tensor Keys, Tensor Values) Join(int layer, Tensor keys, Tensor values)
    {
        (Tensor earlierKeys, Tensor earlierValues) = _layers[layer];
        return (Prepend(earlierKeys, keys), Prepend(earlierValues, values));
    }

    /// <summary>Frees the keys and values.</summary>
    public void Dispose()
    {
        foreach ((Tensor keys, Tensor values) in _layers)
        {
            keys.Dispose();
            values.Dispose();
        }
    }

    private static Tensor Prepend(Tensor earlier, Tensor present) =>
        cat([earlier.expand(present.size(0), -1, -1, -1), present], 2);
}

/// <summary>
/// Keys and values that grow as a batch is generated: room for <c>capacity</c> positions is set aside once, so a step copies one position.
/// </summary>
public sealed class KeyValueCache : IKeyValueStore, IDisposable
{
    private readonly List<(Tensor Keys, Tensor Values)> _layers = [];
    private readonly int _capacity;
    private Tensor? _slots;

    /// <summary>Makes an empty cache for up to <paramref name="capacity"/> positions.</summary>
    public KeyValueCache(int capacity) => _capacity = capacity;

    /// <inheritdoc/>
    public int Length { get; private set; }

    /// <summary>
    /// Says where the next positions go: <paramref name="positions"/>, [batch, 1], one new position for each row. Without it they go after
    /// the last ones, the same for every row.
    /// </summary>
    public void PlaceNext(Tensor positions, int length)
    {
        _slots = positions;
        Length = length;
    }

    /// <summary>Moves past <paramref name="count"/> positions that have been joined.</summary>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public (Tensor Keys, Tensor Values) Join(int layer, Tensor keys, Tensor values)
    {
        if (layer == _layers.Count)
        {
            _layers.Add((Room(keys), Room(values)));
        }

        (Tensor allKeys, Tensor allValues) = _layers[layer];
        int count = (int)keys.size(2);
        if (_slots is null)
        {
            allKeys.narrow(2, Length, count).copy_(keys);
            allValues.narrow(2, Length, count).copy_(values);
            return (allKeys.narrow(2, 0, Length + count), allValues.narrow(2, 0, Length + count));
        }

        Tensor index = _slots.view(keys.size(0), 1, 1, 1).expand(keys.size(0), keys.size(1), 1, keys.size(3));
        allKeys.scatter_(2, index, keys);
        allValues.scatter_(2, index, values);
        return (allKeys.narrow(2, 0, Length), allValues.narrow(2, 0, Length));
    }

    /// <summary>What has been joined so far, of a batch of one, as a prefix for other batches.</summary>
    public KeyValuePrefix ToPrefix()
    {
        using DisposeScope scope = NewDisposeScope();
        return new KeyValuePrefix([.. _layers.Select(layer => (layer.Keys.narrow(2, 0, Length).clone(), layer.Values.narrow(2, 0, Length).clone()))]);
    }

    /// <summary>Frees the keys and values.</summary>
    public void Dispose()
    {
        foreach ((Tensor keys, Tensor values) in _layers)
        {
            keys.Dispose();
            values.Dispose();
        }
    }

    private Tensor Room(Tensor like) =>
        zeros([like.size(0), like.size(1), _capacity, like.size(3)], like.dtype, like.device).DetachFromDisposeScope();
}
