namespace LogitLens.Checkpoints;

/// <summary>
/// The tensors of one model, whatever the format and however many files: names, types and shapes at once, bytes on demand.
/// Opened by <see cref="SafetensorsFile"/>, <see cref="PytorchBinFile"/>, <see cref="ShardedCheckpoint"/> or
/// <see cref="ModelFolder.OpenCheckpoint"/>.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private readonly Dictionary<string, MappedFile> _files;

    internal Checkpoint(
        string path,
        IEnumerable<MappedFile> files,
        IReadOnlyDictionary<string, TensorEntry> tensors,
        IReadOnlyDictionary<string, string> metadata)
    {
        Path = path;
        Tensors = tensors;
        Metadata = metadata;
        _files = files.ToDictionary(file => file.Path);
    }

    /// <summary>The file that was opened; of a sharded checkpoint, its index.</summary>
    public string Path { get; }

    /// <summary>The files that hold tensors, sorted.</summary>
    public IReadOnlyList<string> Files => [.. _files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors { get; }

    /// <summary>A safetensors file's <c>__metadata__</c>; empty for other formats.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>
    /// Copies part of a tensor, laid out row by row, little-endian. Resident memory beside <paramref name="destination"/> stays below a
    /// 16 MiB window, except for tensors with <see cref="TensorEntry.Strides"/>, where it is the tensor's extent.
    /// </summary>
    /// <param name="entry">One of <see cref="Tensors"/>.</param>
    /// <param name="byteStart">The first byte wanted, counted within the row-major tensor; a multiple of the element's size.</param>
    /// <param name="destination">Receives as many bytes as it is long; a multiple of the element's size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the tensor or splits an element.</exception>
    public void CopyTo(TensorEntry entry, long byteStart, Span<byte> destination)
    {
        int size = entry.DType.SizeInBytes();
        ArgumentOutOfRangeException.ThrowIfNegative(byteStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(byteStart, entry.ByteLength - destination.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(byteStart % size, 0, nameof(byteStart));
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length % size, 0, nameof(destination));
        if (destination.IsEmpty)
        {
            return;
        }

        MappedFile file = _files[entry.File];
        if (entry.Strides is null)
        {
            file.CopyTo(entry.Offset + byteStart, destination);
        }
        else
        {
            file.Gather(entry, byteStart / size, destination);
        }
    }

    /// <summary>A whole tensor's bytes, row by row, little-endian.</summary>
    public byte[] ReadBytes(TensorEntry entry)
    {
        byte[] bytes = new byte[entry.ByteLength];
        CopyTo(entry, 0, bytes);
        return bytes;
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (MappedFile file in _files.Values)
        {
            file.Dispose();
        }
    }

    /// <summary>Gives the open files away to a checkpoint that joins several.</summary>
    internal IEnumerable<MappedFile> OpenFiles => _files.Values;
}
