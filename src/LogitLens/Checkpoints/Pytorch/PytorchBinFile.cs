namespace LogitLens.Checkpoints;

/// <summary>
/// Reads what torch.save writes since PyTorch 1.6, <c>pytorch_model.bin</c>: a zip archive with a pickle of the state dict
/// (<c>data.pkl</c>) and the tensors' storages as stored entries (<c>data/0</c>, <c>data/1</c>, ...), which are mapped in place.
/// </summary>
public static class PytorchBinFile
{
    private const int PickleLimit = 16 << 20;

    /// <summary>Opens a file and describes the tensors of its state dict; values of other kinds are passed over.</summary>
    /// <exception cref="InputException">
    /// The file is absent, truncated, of the older format, or holds more than tensors: the message names the file, the tensor and what was
    /// found.
    /// </exception>
    public static Checkpoint Open(string path)
    {
        MappedFile file = MappedFile.Open(path);
        try
        {
            CheckMagic(file);
            IReadOnlyDictionary<string, ZipEntry> entries = ZipDirectory.Read(file);
            string root = FindRoot(file, entries);
            CheckByteOrder(file, entries, root);
            object? value = TensorUnpickler.Read(path, file.Read(entries[root + "data.pkl"]));
            return new Checkpoint(path, [file], ReadStateDict(file, entries, root, value), new Dictionary<string, string>());
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void CheckMagic(MappedFile file)
    {
        byte[] start = file.Read(0, (int)Math.Min(file.Length, 4));
        if (start.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            return;
        }

        throw new InputException(start[0] == 0x80
            ? $"{file.Path}: written by PyTorch before 1.6 (a bare pickle, not a zip archive); "
                + "load and torch.save it again, or use model.safetensors"
            : $"{file.Path}: not a PyTorch file: expected a zip archive");
    }

    /// <summary>The folder inside the archive that holds data.pkl; torch.save names it after the file.</summary>
    private static string FindRoot(MappedFile file, IReadOnlyDictionary<string, ZipEntry> entries)
    {
        string[] pickles = [.. entries.Keys.Where(name => name == "data.pkl" || name.EndsWith("/data.pkl", StringComparison.Ordinal))];
        return pickles.Length == 1
            ? pickles[0][..^"data.pkl".Length]
            : throw new InputException($"{file.Path}: not a PyTorch file: the archive has {pickles.Length} entries data.pkl, expected 1");
    }

    private static void CheckByteOrder(MappedFile file, IReadOnlyDictionary<string, ZipEntry> entries, string root)
    {
        if (entries.TryGetValue(root + "byteorder", out ZipEntry? entry)
            && Encoding.UTF8.GetString(file.Read(entry)) is not "little" and var order)
        {
            throw new InputException($"{file.Path}: byte order \"{order}\", expected \"little\"");
        }
    }

    private static byte[] Read(this MappedFile file, ZipEntry entry)
    {
        RequireStored(file, entry);
        return entry.Length <= PickleLimit
            ? file.Read(entry.Offset, (int)entry.Length)
            : throw new InputException($"{file.Path}: {entry.Name} is {entry.Length} bytes, the limit is {PickleLimit}");
    }

    private static Dictionary<string, TensorEntry> ReadStateDict(
        MappedFile file, IReadOnlyDictionary<string, ZipEntry> entries, string root, object? value)
    {
        if (value is not PickledDict stateDict)
        {
            throw new InputException($"{file.Path}: not a state dict: the pickle holds no dict of tensors by name");
        }

        Dictionary<string, TensorEntry> tensors = new();
        foreach ((object? key, object? item) in stateDict.Items)
        {
            if (key is string name && item is PickledTensor tensor)
            {
                tensors[name] = Locate(file, entries, root, name, tensor);
            }
        }

        return tensors.Count > 0 ? tensors : throw new InputException($"{file.Path}: not a state dict: the pickled dict has no tensors");
    }

    private static TensorEntry Locate(
        MappedFile file, IReadOnlyDictionary<string, ZipEntry> entries, string root, string name, PickledTensor tensor)
    {
        string where = $"{file.Path}: tensor {name}";
        PickledStorage storage = tensor.Storage;
        CheckpointDType dtype = storage.DType;
        if (!entries.TryGetValue($"{root}data/{storage.Key}", out ZipEntry? entry))
        {
            throw new InputException($"{where}: its storage {root}data/{storage.Key} is not in the archive");
        }

        RequireStored(file, entry);
        if ((Int128)storage.ElementCount * dtype.SizeInBytes() != entry.Length)
        {
            throw new InputException(
                $"{where}: its storage {entry.Name} is {entry.Length} bytes, "
                + $"expected {storage.ElementCount} elements of {dtype.SafetensorsName()}");
        }

        if (tensor.Strides.Length != tensor.Shape.Length
            || !TensorEntry.TryCountElements(tensor.Shape, dtype, out long count)
            || tensor.Offset < 0
            || !LastElement(tensor, count, out Int128 last)
            || last >= storage.ElementCount)
        {
            throw new InputException(
                $"{where}: shape {TensorEntry.Describe(tensor.Shape)}, strides {TensorEntry.Describe(tensor.Strides)} "
                + $"and offset {tensor.Offset} leave its storage of {storage.ElementCount} elements");
        }

        // With no element, the offset may point anywhere and is never used.
        long offset = count == 0 ? entry.Offset : entry.Offset + (tensor.Offset * dtype.SizeInBytes());
        return new TensorEntry(name, dtype, tensor.Shape, file.Path, offset, IsContiguous(tensor, count) ? null : tensor.Strides);
    }

    /// <summary>The storage index of the tensor's last element, -1 for a tensor without any; false for a negative stride.</summary>
    private static bool LastElement(PickledTensor tensor, long count, out Int128 last)
    {
        last = count == 0 ? -1 : tensor.Offset;
        for (int d = 0; d < tensor.Shape.Length; d++)
        {
            if (tensor.Strides[d] < 0)
            {
                return false;
            }

            last += count == 0 ? 0 : (Int128)(tensor.Shape[d] - 1) * tensor.Strides[d];
        }

        return true;
    }

    private static bool IsContiguous(PickledTensor tensor, long count)
    {
        long expected = 1;
        for (int d = tensor.Shape.Length - 1; d >= 0; d--)
        {
            if (tensor.Shape[d] != 1 && tensor.Strides[d] != expected)
            {
                return count == 0;
            }

            expected *= tensor.Shape[d];
        }

        return true;
    }

    private static void RequireStored(MappedFile file, ZipEntry entry)
    {
        if (!entry.IsStored)
        {
            throw new InputException(
                $"{file.Path}: {entry.Name} is compressed; torch.save stores its entries as they are: "
                + "save the model again, or use model.safetensors");
        }
    }
}
