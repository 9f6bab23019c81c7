namespace LogitLens.Checkpoints;

/// <summary>
/// Reads a checkpoint cut into several files, listed by an index: <c>model.safetensors.index.json</c> or
/// <c>pytorch_model.bin.index.json</c>, whose <c>weight_map</c> gives each tensor's file.
/// </summary>
public static class ShardedCheckpoint
{
    /// <summary>Opens every shard that the index names and checks that each tensor is where the index says.</summary>
    /// <exception cref="InputException">The index or a shard is absent or not sound, or a tensor is not in its shard.</exception>
    public static Checkpoint Open(string indexPath)
    {
        IReadOnlyDictionary<string, string> weightMap = ReadIndex(indexPath);
        string folder = Path.GetDirectoryName(Path.GetFullPath(indexPath))!;
        Dictionary<string, Checkpoint> shards = new();
        try
        {
            foreach (string shard in ShardNames(weightMap))
            {
                string path = Path.Combine(folder, shard);
                if (!ModelFolder.HasBytes(path))
                {
                    throw new InputException($"{indexPath}: names the shard {shard}, which is not in {folder}");
                }

                shards[shard] = ModelFolder.OpenSingleFile(path);
            }

            Dictionary<string, TensorEntry> tensors = new();
            foreach ((string name, string shard) in weightMap)
            {
                tensors[name] = shards[shard].Tensors.GetValueOrDefault(name)
                    ?? throw new InputException(
                        $"{shards[shard].Path}: tensor {name} is missing; {indexPath} says that it is in this file");
            }

            return new Checkpoint(
                indexPath, shards.Values.SelectMany(shard => shard.OpenFiles), tensors, new Dictionary<string, string>());
        }
        catch
        {
            foreach (Checkpoint shard in shards.Values)
            {
                shard.Dispose();
            }

            throw;
        }
    }

    /// <summary>The index's map from tensor to shard.</summary>
    /// <exception cref="InputException">The file is not such an index, or a shard's name leaves the folder.</exception>
    internal static IReadOnlyDictionary<string, string> ReadIndex(string indexPath)
    {
        Dictionary<string, string> map = new();
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(indexPath));
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("weight_map", out JsonElement weightMap)
                || weightMap.ValueKind != JsonValueKind.Object)
            {
                throw new InputException($"{indexPath}: not a checkpoint index: it has no \"weight_map\" object");
            }

            foreach (JsonProperty property in weightMap.EnumerateObject())
            {
                string? shard = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null;
                if (string.IsNullOrEmpty(shard) || shard is "." or ".." || shard.AsSpan().IndexOfAny('/', '\\', '\0') >= 0)
                {
                    throw new InputException(
                        $"{indexPath}: tensor {property.Name} is mapped to {property.Value.GetRawText()}, "
                        + "expected the name of a file beside the index");
                }

                if (!map.TryAdd(property.Name, shard))
                {
                    throw new InputException($"{indexPath}: tensor {property.Name} stands in the weight_map twice");
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException($"{indexPath}: not valid JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{indexPath}: no such file", e);
        }

        return map;
    }

    /// <summary>The shards an index names, each once, sorted.</summary>
    internal static IEnumerable<string> ShardNames(IReadOnlyDictionary<string, string> weightMap) =>
        weightMap.Values.Distinct().Order(StringComparer.Ordinal);
}
