namespace LogitLens.Checkpoints;

/// <summary>A folder in Hugging Face layout: <c>config.json</c>, tokenizer files and the weights under one of four names.</summary>
public static class ModelFolder
{
    /// <summary>The names under which weights are looked for, in this order: safetensors first, whole files before shards.</summary>
    public static IReadOnlyList<string> WeightFiles { get; } =
        ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"];

    /// <summary>The tokenizer's files; GPT-2's needs the first two or the third.</summary>
    public static IReadOnlyList<string> TokenizerFiles { get; } = ["vocab.json", "merges.txt", "tokenizer.json"];

    /// <summary>The path of the folder's weights: the first of <see cref="WeightFiles"/>; null where there is none.</summary>
    public static string? FindWeights(string folder) =>
        WeightFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(HasBytes);

    /// <summary>Opens the folder's checkpoint.</summary>
    /// <exception cref="InputException">The folder or its weights are absent, or the checkpoint is not sound.</exception>
    public static Checkpoint OpenCheckpoint(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: no such folder; expected one with config.json and {WeightFiles[0]}");
        }

        string path = FindWeights(folder)
            ?? throw new InputException($"{folder}: no weights found; looked for {string.Join(", ", WeightFiles)}");
        return OpenFile(path);
    }

    /// <summary>Opens one weights file or index by its name: <c>*.index.json</c>, <c>*.safetensors</c>, else PyTorch's format.</summary>
    /// <exception cref="InputException">The file is absent or not sound.</exception>
    public static Checkpoint OpenFile(string path) =>
        path.EndsWith(".index.json", StringComparison.Ordinal) ? ShardedCheckpoint.Open(path) : OpenSingleFile(path);

    /// <summary>Opens a weights file that is not an index.</summary>
    internal static Checkpoint OpenSingleFile(string path) =>
        path.EndsWith(".safetensors", StringComparison.Ordinal) ? SafetensorsFile.Open(path) : PytorchBinFile.Open(path);

    /// <summary>Whether the path leads to a file; unlike File.Exists, not so for a link whose target is gone.</summary>
    internal static bool HasBytes(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is null or { Exists: true };

    /// <summary>Every file that holds weights, the index of a sharded checkpoint first: what a run's manifest hashes.</summary>
    public static IReadOnlyList<string> WeightPaths(Checkpoint checkpoint) =>
        checkpoint.Files.Contains(checkpoint.Path) ? checkpoint.Files : [checkpoint.Path, .. checkpoint.Files];
}
