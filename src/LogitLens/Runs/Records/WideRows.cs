using LogitLens.Checkpoints;

namespace LogitLens.Runs;

/// <summary>
/// Tensors that a run leaves for each unit beside its records, in one safetensors file. The file grows with records.jsonl, batch by batch, under
/// another name in the run's folder; on resuming both are cut to the last whole batch, and it takes its name when the run is done.
/// </summary>
/// <param name="path">Where the file will be.</param>
/// <param name="tensors">The tensors of a unit, in the order in which they are written.</param>
/// <param name="metadata">The file's <c>__metadata__</c>.</param>
public sealed class WideRows(string path, Func<WorkUnit, IReadOnlyList<TensorSpec>> tensors, IReadOnlyDictionary<string, string> metadata) : IDisposable
{
    private SafetensorsWriter? _writer;
    private string _folder = "";

    /// <summary>Where the file will be.</summary>
    public string Path => IsInFolder ? System.IO.Path.Combine(_folder, path) : path;

    /// <summary>Whether the path is a name in the run's folder.</summary>
    public bool IsInFolder { get; init; }

    /// <summary>The file among those of the run's folder.</summary>
    internal IEnumerable<string> Files => IsInFolder ? [path] : [];

    /// <summary>Opens what was written; all of it, once every batch is done.</summary>
    public Checkpoint Read()
    {
        Flush();
        string growing = Growing(_folder);
        return SafetensorsFile.Open(File.Exists(growing) ? growing : Path);
    }

    /// <summary>Writes the next bytes: of each unit in turn its tensors in turn, row by row, little-endian.</summary>
    /// <exception cref="InvalidOperationException">The run does not compute, or these are more bytes than the tensors have.</exception>
    public void Write(ReadOnlySpan<byte> bytes) =>
        (_writer ?? throw new InvalidOperationException("tensors are written while the run computes")).Write(bytes);

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    /// <summary>Opens the file, cut to the batches that are complete.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="batches">The run's batches.</param>
    /// <param name="complete">How many of them have their records.</param>
    /// <exception cref="InputException">The file is missing, or shorter than the batches that it should hold.</exception>
    internal void Open(string folder, IReadOnlyList<WorkBatch> batches, int complete)
    {
        _folder = folder;
        TensorSpec[][] specs = [.. batches.Select(batch => batch.Units.SelectMany(tensors).ToArray())];
        string growing = Growing(folder);
        if (complete == batches.Count && !File.Exists(growing))
        {
            if (!File.Exists(Path))
            {
                throw new InputException($"{Path} is missing, which the run wrote beside its records; --force begins anew");
            }

            return;
        }

        long kept = specs.Take(complete).SelectMany(batch => batch).Sum(spec => spec.ByteLength);
        _writer = complete == 0
            ? SafetensorsWriter.Begin(growing, [.. specs.SelectMany(batch => batch)], metadata)
            : SafetensorsWriter.Resume(growing, [.. specs.SelectMany(batch => batch)], metadata, kept);
    }

    /// <summary>Bytes of the tensors that were written.</summary>
    internal long Written => _writer?.Written ?? 0;

    /// <summary>Forgets all bytes but the first ones.</summary>
    internal void CutTo(long written) => _writer?.CutTo(written);

    /// <summary>Puts what was written on the disk.</summary>
    internal void Flush() => _writer?.Flush();

    /// <summary>Gives the file its name.</summary>
    internal void Complete()
    {
        _writer?.Complete(Path);
        _writer = null;
    }

    private string Growing(string folder) => System.IO.Path.Combine(folder, System.IO.Path.GetFileName(path) + AtomicFile.Unfinished);
}
