using LogitLens.Downloads;

namespace LogitLens.Runs;

/// <summary>
/// Holds a run folder for one process. The operating system lets go of it when the process ends, however it ends; the file stays.
/// </summary>
internal sealed class RunLock : IDisposable
{
    public const string FileName = ".lock";
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, or returns null when another process has it.</summary>
    public static RunLock? TryTake(string folder)
    {
        try
        {
            return new RunLock(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (FileLock.IsHeldByAnother(e))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
