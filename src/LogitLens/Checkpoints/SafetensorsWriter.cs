using System.Buffers.Binary;
using System.Text.Encodings.Web;

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
/// size. The file appears under its name only with <see cref="Complete()"/>; disposed earlier, the writer leaves nothing behind.
/// </summary>
public sealed class SafetensorsWriter : IDisposable
{
    private readonly string _path;
    private readonly string _partPath;
    private readonly FileStream _part;
    private readonly byte[] _header;
    private readonly long _dataLength;
    private long _written;
    private bool _keepsPart;

    /// <summary>Starts the file and writes its header.</summary>
    /// <param name="path">Where the file will appear; an existing one is replaced.</param>
    /// <param name="tensors">The tensors in the order in which their bytes will come. For aligned reads, put wide types first.</param>
    /// <param name="metadata">The file's <c>__metadata__</c>.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or a name is <c>__metadata__</c>.</exception>
    public SafetensorsWriter(string path, IReadOnlyList<TensorSpec> tensors, IReadOnlyDictionary<string, string>? metadata = null)
        : this(path, path + AtomicFile.Unfinished, FileMode.Create, Header(tensors, metadata, out long dataLength), dataLength)
    {
        try
        {
            _part.Write(_header);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private SafetensorsWriter(string path, string partPath, FileMode mode, byte[] header, long dataLength)
    {
        (_path, _partPath, _header, _dataLength) = (path, partPath, header, dataLength);
        _part = new FileStream(partPath, mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1 << 16);
    }

    /// <summary>Starts a file that a later process can go on with: it stays where it is when the writer is disposed.</summary>
    /// <param name="part">The file while it grows.</param>
    internal static SafetensorsWriter Begin(string part, IReadOnlyList<TensorSpec> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        SafetensorsWriter writer = new(part, part, FileMode.Create, Header(tensors, metadata, out long dataLength), dataLength) { _keepsPart = true };
        writer._part.Write(writer._header);
        return writer;
    }

    /// <summary>Goes on with a file from <see cref="Begin"/>.</summary>
    /// <param name="kept">How many bytes of the tensors are kept; what comes behind them is cut off.</param>
    /// <exception cref="InputException">The file is missing, of other tensors, or shorter than what is to be kept.</exception>
    internal static SafetensorsWriter Resume(string part, IReadOnlyList<TensorSpec> tensors, IReadOnlyDictionary<string, string> metadata, long kept)
    {
        if (!File.Exists(part))
        {
            throw new InputException($"{part} is missing, which holds the tensors of the records that are there; --force begins anew");
        }

        SafetensorsWriter writer = new(part, part, FileMode.Open, Header(tensors, metadata, out long dataLength), dataLength) { _keepsPart = true };
        try
        {
            byte[] found = new byte[writer._header.Length];
            writer._part.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
            if (writer._part.Length < found.Length + kept || !found.AsSpan().SequenceEqual(writer._header))
            {
                throw new InputException($"{part} is cut off or of other tensors than the records that are there; --force begins anew");
            }

            writer._part.SetLength(found.Length + kept);
            writer._part.Seek(0, SeekOrigin.End);
            writer._written = kept;
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
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

    /// <summary>Bytes of the tensors that were written.</summary>
    internal long Written => _written;

    /// <summary>Forgets all bytes of the tensors but the first ones.</summary>
    internal void CutTo(long written)
    {
        _part.SetLength(_header.Length + written);
        _part.Seek(0, SeekOrigin.End);
        _written = written;
    }

    /// <summary>Puts what was written on the disk.</summary>
    public void Flush() => _part.Flush(flushToDisk: true);

    /// <summary>Flushes to the disk and gives the file its name.</summary>
    /// <exception cref="InvalidOperationException">Fewer bytes than the tensors have were written.</exception>
    public void Complete() => Complete(_path);

    /// <inheritdoc cref="Complete()"/>
    /// <param name="path">The name, where it is another than was said.</param>
    internal void Complete(string path)
    {
        if (_written != _dataLength)
        {
            throw new InvalidOperationException($"{path}: the tensors take {_dataLength} bytes, {_written} were written");
        }

        Flush();
        _part.Dispose();
        File.Move(_partPath, path, overwrite: true);
        _keepsPart = true;
    }

    /// <summary>Closes the file; without <see cref="Complete()"/>, removes it unless a later process is to go on with it.</summary>
    public void Dispose()
    {
        try
        {
            // Writes what is left in the buffer, which a full disk refuses once more.
            _part.Dispose();
        }
        finally
        {
            if (!_keepsPart)
            {
                File.Delete(_partPath);
            }
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

        byte[] length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, buffer.Length);
        return [.. length, .. buffer.ToArray()];
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
