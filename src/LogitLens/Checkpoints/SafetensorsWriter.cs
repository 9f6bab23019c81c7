using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogitLens.Checkpoints;

/// <summary>A tensor about to be written.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="DType">The element type.</param>
/// <param name="Shape">The sizes, outermost first.</param>
public sealed record TensorSpec(string Name, CheckpointDType DType, long[] Shape)
{
    /// <summary>The tensor's size in bytes.</summary>
    public long ByteLength =>
        TensorEntry.TryCountElements(Shape, DType, out long count)
            ? count * DType.SizeInBytes()
            : throw new ArgumentException($"tensor {Name}: no tensor has the shape {TensorEntry.Describe(Shape)}");
}

/// <summary>
/// Writes a safetensors file without holding a tensor in memory: the shapes first, then the bytes in the same order, in pieces of any
/// size. The file appears under its name only with <see cref="Complete"/>; disposed earlier, the writer leaves nothing behind.
/// </summary>
public sealed class SafetensorsWriter : IDisposable
{
    private readonly string _path;
    private readonly string _partPath;
    private readonly FileStream _part;
    private readonly long _dataLength;
    private long _written;
    private bool _completed;

    /// <summary>Starts the file and writes its header.</summary>
    /// <param name="path">Where the file will appear; an existing one is replaced.</param>
    /// <param name="tensors">The tensors in the order in which their bytes will come. For aligned reads, put wide types first.</param>
    /// <param name="metadata">The file's <c>__metadata__</c>.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or a name is <c>__metadata__</c>.</exception>
    public SafetensorsWriter(string path, IReadOnlyList<TensorSpec> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        byte[] header = Header(tensors, metadata, out _dataLength);
        _path = path;
        _partPath = $"{path}.{Environment.ProcessId}.part";
        _part = new FileStream(_partPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        _part.Write(length);
        _part.Write(header);
    }

    /// <summary>Writes the next bytes: row by row, little-endian, tensor after tensor.</summary>
    /// <exception cref="InvalidOperationException">More bytes than the tensors have.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _dataLength - _written)
        {
            throw new InvalidOperationException($"{_path}: the tensors take {_dataLength} bytes, {_written + bytes.Length} were written");
        }

        _part.Write(bytes);
        _written += bytes.Length;
    }

    /// <summary>Flushes to the disk and gives the file its name.</summary>
    /// <exception cref="InvalidOperationException">Fewer bytes than the tensors have were written.</exception>
    public void Complete()
    {
        if (_written != _dataLength)
        {
            throw new InvalidOperationException($"{_path}: the tensors take {_dataLength} bytes, {_written} were written");
        }

        _part.Flush(flushToDisk: true);
        _part.Dispose();
        File.Move(_partPath, _path, overwrite: true);
        _completed = true;
    }

    /// <summary>Closes the file; without <see cref="Complete"/>, removes it.</summary>
    public void Dispose()
    {
        _part.Dispose();
        if (!_completed)
        {
            File.Delete(_partPath);
        }
    }

    private static byte[] Header(IReadOnlyList<TensorSpec> tensors, IReadOnlyDictionary<string, string>? metadata, out long dataLength)
    {
        using MemoryStream buffer = new();

        // Names may hold any character; readers want UTF-8, and escapes only where JSON needs them.
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            dataLength = 0;
            HashSet<string> names = new()
            { "__metadata__" };
            foreach (TensorSpec tensor in tensors)
            {
                if (!names.Add(tensor.Name))
                {
                    throw new ArgumentException($"tensor name {tensor.Name} is reserved or taken", nameof(tensors));
                }

                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.DType.SafetensorsName());
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [dataLength, checked(dataLength + tensor.ByteLength)]);
                json.WriteEndObject();
                dataLength += tensor.ByteLength;
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of eight, so that the data starts aligned.
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
