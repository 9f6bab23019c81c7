using System.Runtime.InteropServices;

namespace LogitLens.Checkpoints;

/// <summary>
/// Control vectors as llama.cpp and repeng keep them: a GGUF file (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, version 2 or 3, little-endian) of
/// the architecture "controlvector", whose tensor <c>direction.N</c>, F32 [d], is added to what block N, counted from 0, leaves in the residual stream.
/// llama.cpp refuses a file with <c>direction.0</c>.
/// </summary>
internal static class ControlVectorFile
{
    /// <summary>What the name of such a file ends in.</summary>
    public const string Extension = ".gguf";

    private const string Architecture = "controlvector";
    private const string Prefix = "direction.";
    private const uint F32 = 0, UInt32Value = 4, StringValue = 8, ArrayValue = 9;
    private const int Alignment = 32;
    private const int MostBytes = 1 << 30;
    private const uint MostSizes = 4, MostAlignment = 1 << 20;

    // Bytes of a value by its type; strings and arrays have their own length.
    private static readonly int[] s_sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    /// <summary>Reads the directions by layer.</summary>
    /// <exception cref="InputException">The file is absent, cut off, no GGUF file, or has no directions.</exception>
    public static SortedDictionary<int, float[]> Read(string path)
    {
        using MappedFile file = MappedFile.Open(path);
        if (file.Length > MostBytes)
        {
            throw new InputException($"{path}: {file.Length} bytes, which is no file of directions: those take a vector for each layer");
        }

        byte[] bytes = file.Read(0, (int)file.Length);
        using BinaryReader reader = new(new MemoryStream(bytes));
        try
        {
            SortedDictionary<int, float[]> directions = Read(path, reader);
            return directions.Count > 0 ? directions : throw new InputException($"{path}: there is no tensor {Prefix}N in it");
        }
        catch (EndOfStreamException e)
        {
            throw new InputException($"{path}: cut off: what its header says does not lie within its {bytes.Length} bytes", e);
        }
    }

    /// <summary>Writes directions.</summary>
    /// <param name="path">Where the file will appear.</param>
    /// <param name="modelHint">The kind of model that they are for: <c>gpt2</c>.</param>
    /// <param name="directions">Layers and what is added there, [d].</param>
    public static void Write(string path, string modelHint, IReadOnlyList<(int Layer, float[] Vector)> directions) => AtomicFile.Write(path, stream =>
    {
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)directions.Count);
        writer.Write(3ul);
        Write(writer, "general.architecture", StringValue);
        Write(writer, Architecture);
        Write(writer, $"{Architecture}.model_hint", StringValue);
        Write(writer, modelHint);
        Write(writer, $"{Architecture}.layer_count", UInt32Value, (uint)directions.Count);
        long offset = 0;
        foreach ((int layer, float[] vector) in directions)
        {
            Write(writer, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{layer}"), 1);
            writer.Write((ulong)vector.Length);
            writer.Write(F32);
            writer.Write((ulong)offset);
            offset = Aligned(offset + (vector.Length * sizeof(float)), Alignment);
        }

        foreach ((_, float[] vector) in directions)
        {
            writer.Write(new byte[Aligned(stream.Position, Alignment) - stream.Position]);
            writer.Write(MemoryMarshal.AsBytes<float>(vector));
        }

        writer.Write(new byte[Aligned(stream.Position, Alignment) - stream.Position]);
    });

    private static SortedDictionary<int, float[]> Read(string path, BinaryReader reader)
    {
        if (!Take(reader, 4).AsSpan().SequenceEqual("GGUF"u8) || reader.ReadUInt32() is not (2 or 3))
        {
            throw new InputException($"{path}: not a GGUF file of version 2 or 3, little-endian");
        }

        ulong tensors = reader.ReadUInt64(), pairs = reader.ReadUInt64();
        string architecture = "none";
        uint alignment = Alignment;
        for (ulong pair = 0; pair < pairs; pair++)
        {
            switch ((String(reader), reader.ReadUInt32()))
            {
                case ("general.architecture", StringValue):
                    architecture = String(reader);
                    break;
                case ("general.alignment", UInt32Value):
                    alignment = reader.ReadUInt32();
                    break;
                case (_, uint type):
                    Skip(path, reader, type);
                    break;
            }
        }

        if (architecture != Architecture)
        {
            throw new InputException($"{path}: GGUF of architecture '{architecture}'; directions are in those of '{Architecture}'");
        }

        if (alignment is 0 or > MostAlignment)
        {
            throw new InputException($"{path}: general.alignment is {alignment}, where 1 to {MostAlignment} bytes are possible");
        }

        List<(int Layer, ulong Width, ulong Offset)> found = [];
        for (ulong tensor = 0; tensor < tensors; tensor++)
        {
            string name = String(reader);
            uint sizes = reader.ReadUInt32();
            ulong[] shape = sizes <= MostSizes ? [.. Enumerable.Range(0, (int)sizes).Select(_ => reader.ReadUInt64())]
                : throw new InputException($"{path}: tensor {name} has {sizes} sizes, and GGUF's have {MostSizes} at most");
            (uint type, ulong offset) = (reader.ReadUInt32(), reader.ReadUInt64());
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            bool numbered = int.TryParse(name[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int layer);
            found.Add(numbered && shape.Length == 1 && type == F32 ? (layer, shape[0], offset) : throw new InputException(
                $"{path}: tensor {name} [{string.Join(", ", shape)}] of type {type} is no {Prefix}N of one size and F32 ({F32})"));
        }

        ulong start = (ulong)Aligned(reader.BaseStream.Position, alignment);
        SortedDictionary<int, float[]> directions = [];
        Seek(reader, (UInt128)start + found.Aggregate((UInt128)0, (sum, tensor) => sum + ((UInt128)tensor.Width * sizeof(float))));
        foreach ((int layer, ulong width, ulong offset) in found)
        {
            Seek(reader, (UInt128)start + offset);
            if (!directions.TryAdd(layer, MemoryMarshal.Cast<byte, float>(Take(reader, (UInt128)width * sizeof(float))).ToArray()))
            {
                throw new InputException($"{path}: tensor {Prefix}{layer} stands in it twice");
            }
        }

        return directions;
    }

    private static void Skip(string path, BinaryReader reader, uint type)
    {
        uint element = type == ArrayValue ? reader.ReadUInt32() : type;
        ulong count = type == ArrayValue ? reader.ReadUInt64() : 1;
        if (element >= s_sizes.Length || element == ArrayValue)
        {
            throw new InputException($"{path}: a value of type {element} at byte {reader.BaseStream.Position}, which GGUF does not have there");
        }

        for (ulong place = 0; element == StringValue && place < count; place++)
        {
            String(reader);
        }

        Seek(reader, (ulong)reader.BaseStream.Position + ((UInt128)count * (uint)s_sizes[element]));
    }

    private static void Write(BinaryWriter writer, string text, params ReadOnlySpan<uint> numbers)
    {
        writer.Write((ulong)Encoding.UTF8.GetByteCount(text));
        writer.Write(Encoding.UTF8.GetBytes(text));
        writer.Write(MemoryMarshal.AsBytes(numbers));
    }

    private static string String(BinaryReader reader) => Encoding.UTF8.GetString(Take(reader, reader.ReadUInt64()));

    // What a header claims is held against what is there before it is allocated.
    private static byte[] Take(BinaryReader reader, UInt128 count) =>
        count <= (ulong)(reader.BaseStream.Length - reader.BaseStream.Position) ? reader.ReadBytes((int)count) : throw new EndOfStreamException();

    private static void Seek(BinaryReader reader, UInt128 position) =>
        reader.BaseStream.Position = position <= (ulong)reader.BaseStream.Length ? (long)position : throw new EndOfStreamException();

    private static long Aligned(long position, long alignment) => (position + alignment - 1) / alignment * alignment;
}
