namespace LogitLens.Checkpoints.Downloads;

/// <summary>
/// Downloads single files by address: resumes what an earlier download left, checks size and SHA-256 where they are known, lets one
/// process at a time write, and gives the file its name only when it is whole.
/// </summary>
public sealed class FileDownloader(DownloadSettings settings)
{
    /// <summary>Downloads a file, unless it is there already.</summary>
    /// <param name="source">Its address.</param>
    /// <param name="path">Where it shall be; its folder is created. While it grows it is <c>PATH.incomplete</c>.</param>
    /// <param name="size">Its size in bytes, where known.</param>
    /// <param name="sha256">Its SHA-256 in lower-case hexadecimal, where known.</param>
    /// <param name="progress">Told how it goes on.</param>
    /// <param name="cancellation">Stops it; what is here stays, to be continued.</param>
    /// <exception cref="DownloadException">There is no network, the server fails, or the bytes are not those expected.</exception>
    public async Task FetchAsync(
        Uri source,
        string path,
        long? size = null,
        string? sha256 = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using FileLock held = await FileLock.AcquireAsync(path + ".lock", cancellation);
        if (File.Exists(path))
        {
            return;
        }

        using var transport = new HttpTransport(settings.Timeout, source);
        string part = path + ".incomplete";
        await new ResumableDownload(
            transport,
            settings,
            source,
            part,
            size,
            sha256 is null ? null : new FileDigest(FileDigest.Algorithm.Sha256, sha256),
            (bytes, total) => progress?.Report(new DownloadProgress(Path.GetFileName(path), bytes, total)),
            response => new DownloadException($"{source}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}"))
            .RunAsync(cancellation);
        File.Move(part, path, overwrite: true);
    }
}
