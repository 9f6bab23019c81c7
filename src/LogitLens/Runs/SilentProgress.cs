namespace LogitLens.Runs;

/// <summary>A progress sink that ignores everything.</summary>
public sealed class SilentProgress : IProgressSink
{
    /// <summary>The only one needed.</summary>
    public static SilentProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Begin(string activity, long total, long done = 0, string unit = "examples")
    {
    }

    /// <inheritdoc/>
    public void Advance(long count)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    /// <inheritdoc/>
    public void Note(string message)
    {
    }

    /// <inheritdoc/>
    public void Warn(string message)
    {
    }
}
