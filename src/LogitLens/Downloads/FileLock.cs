namespace LogitLens.Downloads;

/// <summary>
/// A lock between processes: whoever has the file open alone has it. The system releases it when its holder dies; the file stays. On Unix this is flock,
/// which Python's filelock takes as well, so both can share a cache folder.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock; null where another holds it.</summary>
    /// <param name="path">The file that stands for it.</param>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock, for as long as another holds it.</summary>
    /// <param name="path">The file that stands for it; its folder is created.</param>
    /// <param name="onWait">Called once where another holds it.</param>
    public static async Task<FileLock> AcquireAsync(string path, Action? onWait = null, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            if (TryTake(path) is { } held)
            {
                return held;
            }

            onWait?.Invoke();
            onWait = null;
            await Task.Delay(s_pause, cancellation);
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>EWOULDBLOCK of Linux and of macOS, and Windows's sharing violation; any other error is one.</summary>
    internal static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
