namespace LogitLens.Downloads;

/// <summary>How far one file's download is. Reported a few times a second at most, at its start, and at its end.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">How many of its bytes are here, those of an earlier, interrupted download included.</param>
/// <param name="Total">Its size in bytes; null where the server does not say.</param>
public sealed record DownloadProgress(string File, long Bytes, long? Total)
{
    /// <summary>Whether another process is downloading the file and this one waits for it.</summary>
    public bool IsWaiting { get; init; }
}
