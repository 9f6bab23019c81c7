using System.Buffers.Binary;

namespace LogitLens.Checkpoints;

/// <summary>
/// Reads a safetensors file: eight bytes of header length, a JSON header, then the tensors' bytes without gaps
/// (https://github.com/huggingface/safetensors, "Format"). Everything the header claims is checked before a byte of a tensor is read.
/// </summary>
public static class SafetensorsFile
{
    /// <summary>The format's own limit on the header, in bytes.</summary>
    private const long HeaderLimit = 100_000_000;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="InputException">
    /// The file is absent, truncated or not safetensors, or its header is not sound: the message names the file, the tensor, what was
    /// found and what was expected.
    /// </exception>
    public static Checkpoint Open(string path)
    {
        MappedFile file = MappedFile.Open(path);
        try
        {
            Dictionary<string, TensorEntry> tensors = new();
            Dictionary<string, string> metadata = new();
            ReadHeader(file, tensors, metadata);
            return new Checkpoint(path, [file], tensors, metadata);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void ReadHeader(MappedFile file, Dictionary<string, TensorEntry> tensors, Dictionary<string, string> metadata)
    {
        if (file.Length < 8)
        {
            throw new InputException($"{file.Path}: {file.Length} bytes long; a safetensors file starts with 8 bytes of header length");
        }

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Read(0, 8));
        if (headerLength > HeaderLimit)
        {
            throw new InputException(
                $"{file.Path}: not a safetensors file: "
                + $"its first 8 bytes give a header of {headerLength} bytes, the limit is {HeaderLimit}");
        }

        if ((long)headerLength > file.Length - 8)
        {
            throw new InputException(
                $"{file.Path}: truncated: the header is {headerLength} bytes long, the file has {file.Length - 8} bytes after its length");
        }

        long dataStart = 8 + (long)headerLength;
        List<(long Begin, long End, string Name)> extents = new();
        try
        {
            using JsonDocument json = JsonDocument.Parse(file.Read(8, (int)headerLength));
            Require(json.RootElement.ValueKind == JsonValueKind.Object, file, "the header is not a JSON object");
            foreach (JsonProperty property in json.RootElement.EnumerateObject())
            {
                if (property.Name == "__metadata__")
                {
                    ReadMetadata(file, property.Value, metadata);
                    continue;
                }

                (TensorEntry entry, long begin, long end) = ReadEntry(file, property, dataStart);
                Require(tensors.TryAdd(entry.Name, entry), file, $"tensor {entry.Name} stands in the header twice");
                extents.Add((begin, end, entry.Name));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what JsonDocument throws for text that is not Unicode (a lone surrogate, bad UTF-8).
            throw new InputException($"{file.Path}: the header is not valid JSON: {e.Message}", e);
        }

        CheckExtents(file, extents, dataStart);
    }

    private static void ReadMetadata(MappedFile file, JsonElement element, Dictionary<string, string> metadata)
    {
        Require(element.ValueKind == JsonValueKind.Object, file, "__metadata__ is not a JSON object");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            Require(property.Value.ValueKind == JsonValueKind.String, file, $"__metadata__ {property.Name} is not a string");
            metadata[property.Name] = property.Value.GetString()!;
        }
    }

    private static (TensorEntry Entry, long Begin, long End) ReadEntry(MappedFile file, JsonProperty property, long dataStart)
    {
        string name = property.Name;
        JsonElement value = property.Value;
        Require(value.ValueKind == JsonValueKind.Object, file, $"tensor {name}: its header entry is not a JSON object");
        Require(
            value.TryGetProperty("dtype", out JsonElement dtypeName) && dtypeName.ValueKind == JsonValueKind.String,
            file,
            $"tensor {name} has no dtype");
        Require(
            CheckpointDTypes.TryParseSafetensors(dtypeName.GetString()!, out CheckpointDType dtype),
            file,
            $"tensor {name} has dtype {dtypeName.GetString()}; supported are {string.Join(", ", SupportedNames())}");

        long[] shape = Integers(file, value, name, "shape");
        long[] offsets = Integers(file, value, name, "data_offsets");
        Require(offsets.Length == 2, file, $"tensor {name}: data_offsets has {offsets.Length} numbers, expected begin and end");
        (long begin, long end) = (offsets[0], offsets[1]);
        Require(
            begin >= 0 && begin <= end,
            file,
            $"tensor {name}: data_offsets [{begin}, {end}] are not a range");
        Require(
            TensorEntry.TryCountElements(shape, dtype, out long count),
            file,
            $"tensor {name}: no tensor has the shape {TensorEntry.Describe(shape)}");
        long expected = count * dtype.SizeInBytes();
        Require(
            end - begin == expected,
            file,
            $"tensor {name}: {dtype.SafetensorsName()} {TensorEntry.Describe(shape)} is {expected} bytes, "
            + $"its data_offsets span {end - begin}");
        if (end > file.Length - dataStart)
        {
            throw new InputException(
                $"{file.Path}: truncated: tensor {name} ends at byte {(Int128)dataStart + end}, the file is {file.Length} bytes long");
        }

        return (new TensorEntry(name, dtype, shape, file.Path, dataStart + begin), begin, end);
    }

    private static long[] Integers(MappedFile file, JsonElement entry, string name, string key)
    {
        Require(
            entry.TryGetProperty(key, out JsonElement array) && array.ValueKind == JsonValueKind.Array,
            file,
            $"tensor {name} has no {key}");
        long[] numbers = new long[array.GetArrayLength()];
        int i = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            Require(
                element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out numbers[i++]),
                file,
                $"tensor {name}: {key} holds {element.GetRawText()}, expected a whole number");
        }

        return numbers;
    }

    /// <summary>The format wants every byte after the header to belong to exactly one tensor.</summary>
    private static void CheckExtents(MappedFile file, List<(long Begin, long End, string Name)> extents, long dataStart)
    {
        extents.Sort();
        long covered = 0;
        foreach ((long begin, long end, string name) in extents)
        {
            Require(begin >= covered, file, $"tensor {name} starts at {begin}, inside the tensor before it, which ends at {covered}");
            Require(begin == covered, file, $"bytes {covered} to {begin}, before tensor {name}, belong to no tensor");
            covered = end;
        }

        Require(
            covered == file.Length - dataStart,
            file,
            $"the tensors take {covered} bytes, the file has {file.Length - dataStart} after its header");
    }

    private static IEnumerable<string> SupportedNames() => Enum.GetValues<CheckpointDType>().Select(dtype => dtype.SafetensorsName());

    private static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool condition, MappedFile file, string problem)
    {
        if (!condition)
        {
            throw new InputException($"{file.Path}: {problem}");
        }
    }
}
