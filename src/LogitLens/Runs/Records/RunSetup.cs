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

/// <summary>
/// What a run finds out once for the model and the data, before its first batch: heads that were chosen, a direction. It stands in setup.json
/// beside the records and is read back on resuming, so that all records are made by the same one.
/// </summary>
/// <typeparam name="T">A record that JSON can hold.</typeparam>
/// <param name="find">Finds it; the model is loaded by then.</param>
public sealed class RunSetup<T>(Func<CancellationToken, T> find) : IRunSetup
    where T : class
{
    private T? _value;

    /// <summary>What was found.</summary>
    /// <exception cref="InvalidOperationException">It is asked for before the run has come to it: a defect of the experiment.</exception>
    public T Value => _value ?? throw new InvalidOperationException("the setup is used before it is found");

    /// <inheritdoc/>
    public void Find(string path, CancellationToken cancellation)
    {
        T found = find(cancellation);
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, found, Json.Indented));

        // As a resumed run will have it.
        Read(path);
    }

    /// <inheritdoc/>
    public void Read(string path)
    {
        try
        {
            _value = Json.Read<T>(path);
        }
        catch (FileNotFoundException e)
        {
            throw new InputException($"{path} is missing, which the records were computed by; --force begins anew", e);
        }
    }
}
