namespace LogitLens.Runs;

/// <summary>
/// records.jsonl while it grows: in plan order, a whole batch at a time, each on the disk before the next begins, and its checksum after it.
/// Whatever a killed process left of its last batch is cut off on opening, so the file is always a beginning of what an undisturbed run writes.
/// </summary>
internal sealed class RecordLog : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private FileStream _sums;

    private RecordLog(string path, FileStream file, FileStream sums, int completeBatches) =>
        (_path, _file, _sums, CompleteBatches) = (path, file, sums, completeBatches);

    /// <summary>How many batches of the plan, from its beginning, are in the file.</summary>
    public int CompleteBatches { get; private set; }

    /// <summary>Opens or creates the file and drops an incomplete last batch.</summary>
    /// <param name="path">The file; its checksums lie beside it.</param>
    /// <param name="batches">The ids of each batch's units, in plan order.</param>
    /// <exception cref="InputException">The file has records that the plan does not have there, or that are not those that were written.</exception>
    public static RecordLog Open(string path, IReadOnlyList<IReadOnlyList<string>> batches)
    {
        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        FileStream? sums = null;
        try
        {
            IReadOnlyList<BatchSum> complete = Check(file, batches, path, RecordSums.Read(path));
            sums = RecordSums.Rewrite(path, complete);
            file.SetLength(complete.Count == 0 ? 0 : complete[^1].End);
            file.Seek(0, SeekOrigin.End);
            return new RecordLog(path, file, sums, complete.Count);
        }
        catch
        {
            sums?.Dispose();
            file.Dispose();
            throw;
        }
    }

    public static IEnumerable<TRecord> Read<TRecord>(string path) =>
        File.ReadLines(path).Select(line => JsonSerializer.Deserialize<TRecord>(line, Json.Compact)!);

    /// <summary>Forgets all batches but the first ones.</summary>
    /// <param name="batches">How many are kept.</param>
    public void CutTo(int batches)
    {
        BatchSum[] kept = [.. (RecordSums.Read(_path) ?? []).Take(batches)];
        _sums.Dispose();
        _sums = RecordSums.Rewrite(_path, kept);
        _file.SetLength(kept.Length == 0 ? 0 : kept[^1].End);
        _file.Seek(0, SeekOrigin.End);
        CompleteBatches = kept.Length;
    }

    /// <summary>Appends the next batch's records.</summary>
    /// <exception cref="IOException">The disk is full; what was written of the batch is cut off again.</exception>
    public void Append(IReadOnlyList<IUnitRecord> records)
    {
        using MemoryStream lines = new();
        foreach (IUnitRecord record in records)
        {
            JsonSerializer.Serialize(lines, record, record.GetType(), Json.Compact);
            lines.WriteByte((byte)'\n');
        }

        Append(lines.GetBuffer().AsSpan(0, (int)lines.Length), records.Count);
    }

    /// <summary>Appends the next batch as lines that are written already.</summary>
    /// <exception cref="IOException">The disk is full; what was written of the batch is cut off again.</exception>
    public void Append(ReadOnlySpan<byte> lines, int records)
    {
        long complete = _file.Position;
        try
        {
            _file.Write(lines);
            _file.Flush(flushToDisk: true);
            _sums.Write(RecordSums.Line(BatchSum.Of(lines, records, complete)));
            _sums.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Gives back the room that the torn batch took, so that the manifest can still say what happened.
            _file.SetLength(complete);
            throw;
        }

        CompleteBatches++;
    }

    public void Dispose()
    {
        _sums.Dispose();
        _file.Dispose();
    }

    // The sums of the batches that are whole.
    private static IReadOnlyList<BatchSum> Check(
        FileStream file, IReadOnlyList<IReadOnlyList<string>> batches, string path, IReadOnlyList<BatchSum>? sums)
    {
        if (sums is not null)
        {
            RecordSums.Verify(file, sums, path);
        }

        IReadOnlyList<BatchSum> found = Measure(file, batches, path, sums?.Count ?? int.MaxValue);
        return sums is null || found.SequenceEqual(sums)
            ? found
            : throw new InputException($"{RecordSums.PathFor(path)} is of other batches than the plan's; --force begins anew");
    }

    // At most so many batches: what comes behind the last checksum was not whole when its process died.
    private static IReadOnlyList<BatchSum> Measure(Stream file, IReadOnlyList<IReadOnlyList<string>> batches, string path, int most)
    {
        List<BatchSum> complete = [];
        using MemoryStream batch = new();
        int inBatch = 0;
        int number = 0;
        long start = 0;
        file.Seek(0, SeekOrigin.Begin);
        foreach ((byte[] line, long end) in JsonLines.Complete(file))
        {
            number++;
            if (complete.Count == most || Id(line) is not { } id)
            {
                break;
            }

            if (complete.Count == batches.Count || batches[complete.Count][inBatch] != id)
            {
                string expected = complete.Count == batches.Count ? "nothing more" : $"'{batches[complete.Count][inBatch]}'";
                throw new InputException(
                    $"{path}, line {number}: has '{id}' where the plan has {expected}; the data has changed since. --force begins anew");
            }

            batch.Write(line);
            batch.WriteByte((byte)'\n');
            inBatch++;
            if (inBatch == batches[complete.Count].Count)
            {
                complete.Add(BatchSum.Of(batch.GetBuffer().AsSpan(0, (int)batch.Length), inBatch, start));
                batch.SetLength(0);
                (inBatch, start) = (0, end);
            }
        }

        return complete;
    }

    /// <summary>The id in a record's line; null when the line is not a record.</summary>
    public static string? IdOf(string line) => Id(Encoding.UTF8.GetBytes(line));

    private static string? Id(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize<Head>(line, Json.Compact)?.Id;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Head(string? Id);
}
