using LogitLens.Downloads;

namespace LogitLens;

/// <summary>Writes files that appear whole or not at all: beside the target under another name, to the disk, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>What the names of files end in that are not whole yet.</summary>
    public const string Unfinished = ".part";

    /// <summary>Replaces a file by what <paramref name="write"/> puts into the stream.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; the old file, if any, is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        FileStream stream = CreateBeside(path);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(stream.Name, path, overwrite: true);
        }
        catch
        {
            File.Delete(stream.Name);
            throw;
        }
    }

    /// <summary>Replaces a file by text in UTF-8 without a byte order mark, lines ended by LF alone.</summary>
    /// <exception cref="IOException">As <see cref="Write"/>.</exception>
    public static void WriteText(string path, Action<TextWriter> write) => Write(path, stream =>
    {
        using StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    /// <summary>For writers that want a path: has <paramref name="write"/> create a file beside the target, then renames it.</summary>
    /// <returns>Whether <paramref name="write"/> made the file.</returns>
    public static bool WriteBeside(string path, Action<string> write)
    {
        string beside = TemporaryPath(path);
        write(beside);
        if (!File.Exists(beside))
        {
            return false;
        }

        File.Move(beside, path, overwrite: true);
        return true;
    }

    /// <summary>Whether this is the name of a file that was being written when its process died.</summary>
    internal static bool IsTemporary(string name) => name.EndsWith(Unfinished, StringComparison.Ordinal);

    // Where another process is writing the same file, as a job that was submitted twice, each writes its own: the last one stays.
    private static FileStream CreateBeside(string path)
    {
        string beside = TemporaryPath(path);
        try
        {
            return new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None);
        }
        catch (IOException e) when (FileLock.IsHeldByAnother(e))
        {
            return new FileStream($"{beside[..^Unfinished.Length]}.{Guid.NewGuid():n}{Unfinished}", FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
    }

    private static string TemporaryPath(string path) => Path.GetFullPath(path) + Unfinished;
}
