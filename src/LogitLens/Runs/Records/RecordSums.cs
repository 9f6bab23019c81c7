using System.Security.Cryptography;

namespace LogitLens.Runs;

/// <summary>The length and checksum of a batch of records; a line of checksums.jsonl.</summary>
/// <param name="Records">How many records it is.</param>
/// <param name="End">Where it ends in records.jsonl, in bytes from the file's beginning.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal.</param>
internal sealed record BatchSum(int Records, long End, string Sha256)
{
    public static BatchSum Of(ReadOnlySpan<byte> bytes, int records, long start) =>
        new(records, start + bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}

/// <summary>checksums.jsonl: tells records as they were written from records that somebody, or a bad disk, changed since.</summary>
internal static class RecordSums
{
    public const string FileName = "checksums.jsonl";

    /// <summary>The path of the file that belongs to a records file.</summary>
    public static string PathFor(string records) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(records))!, FileName);

    /// <summary>What the file says; null where there is none. A line that a killed process left unfinished is left out.</summary>
    public static IReadOnlyList<BatchSum>? Read(string records)
    {
        string path = PathFor(records);
        if (!File.Exists(path))
        {
            return null;
        }

        using FileStream file = File.OpenRead(path);
        return [.. JsonLines.Complete(file).Select((line, index) => Json.ReadLine<BatchSum>(Encoding.UTF8.GetString(line.Line), path, index + 1))];
    }

    /// <summary>Replaces the file, and opens it for the sums to come.</summary>
    public static FileStream Rewrite(string records, IReadOnlyList<BatchSum> sums)
    {
        string path = PathFor(records);
        AtomicFile.Write(path, stream => stream.Write([.. sums.SelectMany(Line)]));
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public static byte[] Line(BatchSum sum) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(sum, Json.Compact) + "\n");

    /// <summary>Fails where records are not those that were written; files without checksums, of earlier versions, are taken as they are.</summary>
    /// <exception cref="InputException">They are not; the message says which.</exception>
    public static void Verify(string records)
    {
        if (Read(records) is not { } sums)
        {
            return;
        }

        using FileStream file = File.OpenRead(records);
        Verify(file, sums, records);
        if (sums.Count > 0 && file.Length > sums[^1].End)
        {
            throw new InputException($"{records} has {file.Length - sums[^1].End} bytes more than the run wrote; take the file back from where it was whole");
        }
    }

    /// <summary>Fails where the batches in a file are not those that were written; what comes after them is not looked at.</summary>
    /// <exception cref="InputException">They are not; the message says which.</exception>
    public static void Verify(Stream file, IReadOnlyList<BatchSum> sums, string records)
    {
        long start = 0;
        int line = 1;
        file.Seek(0, SeekOrigin.Begin);
        foreach (BatchSum sum in sums)
        {
            byte[] bytes = new byte[Math.Max(0, sum.End - start)];
            int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string where = $"{records}, lines {line} to {line + sum.Records - 1}";
            if (read < bytes.Length)
            {
                throw new InputException($"{where}: the file is cut off, it had more when the run wrote it. {Advice}");
            }

            if (BatchSum.Of(bytes, sum.Records, start) != sum)
            {
                throw new InputException($"{where}: the records are not those that the run wrote, their checksum differs. {Advice}");
            }

            (start, line) = (sum.End, line + sum.Records);
        }
    }

    private const string Advice = "Take the file back from where it was whole, or begin anew with --force";
}
