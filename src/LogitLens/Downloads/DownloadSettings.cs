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

/// <summary>How far one file's download is. Reported a few times a second at most, at its start, and at its end.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">How many of its bytes are here, those of an earlier, interrupted download included.</param>
/// <param name="Total">Its size in bytes; null where the server does not say.</param>
public sealed record DownloadProgress(string File, long Bytes, long? Total)
{
    /// <summary>Whether another process is downloading the file and this one waits for it.</summary>
    public bool IsWaiting { get; init; }
}

/// <summary>A download failed for a reason that is not the user's input: no network, a server's error, damaged bytes.</summary>
public sealed class DownloadException : Exception
{
    /// <summary>Creates the error with its one-line message.</summary>
    public DownloadException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its one-line message and what caused it.</summary>
    public DownloadException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether another attempt may succeed.</summary>
    internal bool IsTransient { get; init; }
}
