namespace LogitLens.Downloads;

/// <summary>How patient a download is.</summary>
public sealed record DownloadSettings
{
    /// <summary>How long to wait for a connection, an answer, or the next bytes. 30 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many attempts in a row may fail without a byte gained before the download does. 5 by default.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The pause after the first failure; each next one is twice as long. 1 second by default.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause after the given number of failures in a row.</summary>
    internal TimeSpan PauseAfter(int failures) => FirstPause * Math.Pow(2, failures - 1);
}
