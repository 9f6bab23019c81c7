namespace LogitLens.Checkpoints;

/// <summary>
/// Collects tensors whose number of rows is not known beforehand (activations of a dataset) and writes them as one safetensors file.
/// Rows go to a scratch file per tensor as they come; <see cref="Complete"/> joins these behind the header. Memory stays constant.
/// </summary>
public sealed class SafetensorsAppender : IDisposable
{
    private readonly string _path;
    private readonly string _scratchFolder;
    private readonly Dictionary<string, Column> _columns = [];

    /// <summary>Starts collecting, in a scratch folder beside the file.</summary>
    /// <param name="path">Where the file will appear; an existing one is replaced.</param>
    public SafetensorsAppender(string path)
    {
        _path = path;
        _scratchFolder = Directory.CreateDirectory($"{path}.{Environment.ProcessId}.rows").FullName;
    }

    /// <summary>Appends rows to a tensor, which the first call for its name starts.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="dtype">The element type; the same in each call for a name.</param>
    /// <param name="rowShape">A row's shape: the tensor will be [rows, ..rowShape]; the same in each call for a name.</param>
    /// <param name="rows">Whole rows, row by row, little-endian.</param>
    /// <exception cref="ArgumentException">The type or row shape differs from before, or the bytes are not whole rows.</exception>
    public void Append(string name, CheckpointDType dtype, long[] rowShape, ReadOnlySpan<byte> rows)
    {
        if (!_columns.TryGetValue(name, out Column? column))
        {
            TensorSpec row = new(name, dtype, rowShape);
            column = new Column(row, new FileStream(Path.Combine(_scratchFolder, $"{_columns.Count}"), FileMode.Create));
            _columns.Add(name, column);
        }

        if (column.Row.DType != dtype || !column.Row.Shape.AsSpan().SequenceEqual(rowShape))
        {
            throw new ArgumentException(
                $"tensor {name} has rows of {column.Row.DType} {TensorEntry.Describe(column.Row.Shape)}, "
                + $"not {dtype} {TensorEntry.Describe(rowShape)}");
        }

        if (rows.Length % column.Row.ByteLength != 0)
        {
            throw new ArgumentException($"tensor {name}: {rows.Length} bytes are not whole rows of {column.Row.ByteLength}", nameof(rows));
        }

        column.Scratch.Write(rows);
    }

    /// <summary>Writes the file.</summary>
    /// <param name="metadata">The file's <c>__metadata__</c>.</param>
    public void Complete(IReadOnlyDictionary<string, string>? metadata = null)
    {
        TensorSpec[] tensors = [.. _columns.Values.Select(column => column.Row with { Shape = [column.RowCount, .. column.Row.Shape] })];
        using SafetensorsWriter writer = new(_path, tensors, metadata);
        byte[] buffer = new byte[1 << 20];
        foreach (FileStream scratch in _columns.Values.Select(column => column.Scratch))
        {
            scratch.Position = 0;
            for (int count; (count = scratch.Read(buffer)) > 0;)
            {
                writer.Write(buffer.AsSpan(0, count));
            }
        }

        writer.Complete();
    }

    /// <summary>Removes the scratch files.</summary>
    public void Dispose()
    {
        foreach (Column column in _columns.Values)
        {
            column.Scratch.Dispose();
        }

        Directory.Delete(_scratchFolder, recursive: true);
    }

    private sealed record Column(TensorSpec Row, FileStream Scratch)
    {
        public long RowCount => Scratch.Length / Row.ByteLength;
    }
}
