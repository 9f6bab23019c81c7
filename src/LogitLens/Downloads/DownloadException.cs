namespace LogitLens.Downloads;

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
