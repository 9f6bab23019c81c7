namespace LogitLens.Downloads;

/// <summary>A file to download.</summary>
/// <param name="Source">Its address.</param>
/// <param name="Path">Where it shall be; its folder is created. While it grows it is <c>PATH.incomplete</c>.</param>
internal sealed record FileRequest(Uri Source, string Path)
{
    /// <summary>What progress calls it; the path's file name by default.</summary>
    public string Name { get; init; } = System.IO.Path.GetFileName(Path);

    /// <summary>Its size in bytes, where known.</summary>
    public long? Size { get; init; }

    /// <summary>Its hash, where known.</summary>
    public ExpectedHash? Digest { get; init; }

    /// <summary>The lock that one process at a time holds while it downloads; null where the caller holds one.</summary>
    public string? LockPath { get; init; } = Path + ".lock";

    /// <summary>The error for an answer such as 401 or 404.</summary>
    public Func<HttpResponseMessage, Exception> Refusal { get; init; } =
        response => new DownloadException($"{HttpTransport.Shown(Source)}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}");

    /// <summary>Whether the file is there, as far as its size tells: it gets its name only when it is whole.</summary>
    public bool IsThere => File.Exists(Path) && new FileInfo(Path).Length == (Size ?? new FileInfo(Path).Length);
}

/// <summary>
/// Downloads files by address, those of the Hub and datasets' archives alike: resumes what an earlier download left, checks size and hash
/// where they are known, lets one process at a time write, and gives a file its name only when it is whole.
/// </summary>
internal sealed class FileDownloader(HttpTransport transport, DownloadSettings settings)
{
    /// <summary>Downloads a file, unless it is there already.</summary>
    /// <param name="cancellation">Stops it; what is here stays, to be continued.</param>
    /// <exception cref="DownloadException">There is no network, the server fails, or the bytes are not those expected.</exception>
    public async Task FetchAsync(FileRequest request, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(request.Path))!);
        void ReportWaiting() => progress?.Report(new DownloadProgress(request.Name, 0, request.Size) { IsWaiting = true });
        using FileLock? held = request.LockPath is { } path ? await FileLock.AcquireAsync(path, ReportWaiting, cancellation) : null;

        // Another process may have brought it while this one waited.
        if (request.IsThere)
        {
            return;
        }

        string part = request.Path + ".incomplete";
        void Report(long bytes, long? total) => progress?.Report(new DownloadProgress(request.Name, bytes, total));
        await new ResumableDownload(transport, settings, request, part, Report).RunAsync(cancellation);
        File.Move(part, request.Path, overwrite: true);
    }
}
