namespace LogitLens.Runs;

/// <summary>What a run finds out once, as the runner sees it; see <see cref="RunSetup{T}"/>.</summary>
public interface IRunSetup
{
    /// <summary>Finds it out and writes it into a file, whole.</summary>
    public void Find(string path, CancellationToken cancellation);

    /// <summary>Reads it back.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public void Read(string path);
}
