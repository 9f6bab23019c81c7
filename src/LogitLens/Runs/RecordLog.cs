using System.Text;
using System.Text.Json;

namespace LogitLens.Runs;

/// <summary>
/// records.jsonl while it grows: in plan order, a whole batch at a time, each on the disk before the next begins. Whatever a killed process
/// left of its last batch is cut off on opening, so the file is always a beginning of what an undisturbed run writes.
/// </summary>
internal sealed class RecordLog : IDisposable
{
    private readonly FileStream _file;

    private RecordLog(FileStream file, int completeBatches) => (_file, CompleteBatches) = (file, completeBatches);

    /// <summary>How many batches of the plan, from its beginning, are in the file.</summary>
    public int CompleteBatches { get; private set; }

    /// <summary>Opens or creates the file and drops an incomplete last batch.</summary>
    /// <param name="path">The file.</param>
    /// <param name="batches">The ids of each batch's units, in plan order.</param>
    /// <exception cref="InputException">The file has records that the plan does not have there.</exception>
    public static RecordLog Open(string path, IReadOnlyList<IReadOnlyList<string>> batches)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            (int complete, long length) = Measure(file, batches, path);
            file.SetLength(length);
            file.Seek(0, SeekOrigin.End);
            return new RecordLog(file, complete);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads records back, one at a time.</summary>
    public static IEnumerable<TRecord> Read<TRecord>(string path) =>
        File.ReadLines(path).Select(line => JsonSerializer.Deserialize<TRecord>(line, Json.Compact)!);

    /// <summary>Appends the next batch's records.</summary>
    /// <exception cref="IOException">The disk is full; what was written of the batch is cut off again.</exception>
    public void Append(IEnumerable<IUnitRecord> records)
    {
        using var lines = new MemoryStream();
        foreach (IUnitRecord record in records)
        {
            JsonSerializer.Serialize(lines, record, record.GetType(), Json.Compact);
            lines.WriteByte((byte)'\n');
        }

        long complete = _file.Position;
        try
        {
            _file.Write(lines.GetBuffer(), 0, (int)lines.Length);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Gives back the room that the torn batch took, so that the manifest can still say what happened.
            _file.SetLength(complete);
            throw;
        }

        CompleteBatches++;
    }

    public void Dispose() => _file.Dispose();

    private static (int CompleteBatches, long Length) Measure(Stream file, IReadOnlyList<IReadOnlyList<string>> batches, string path)
    {
        long length = 0;
        int complete = 0;
        int inBatch = 0;
        int number = 0;
        foreach ((byte[] line, long end) in JsonLines.Complete(file))
        {
            number++;
            if (Id(line) is not { } id)
            {
                break;
            }

            if (complete == batches.Count || batches[complete][inBatch] != id)
            {
                string expected = complete == batches.Count ? "nothing more" : $"'{batches[complete][inBatch]}'";
                throw new InputException(
                    $"{path}, line {number}: has '{id}' where the plan has {expected}; the data has changed since. --force begins anew");
            }

            inBatch++;
            if (inBatch == batches[complete].Count)
            {
                (complete, inBatch, length) = (complete + 1, 0, end);
            }
        }

        return (complete, length);
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
