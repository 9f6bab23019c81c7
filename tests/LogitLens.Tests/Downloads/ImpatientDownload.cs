using LogitLens.Downloads;

namespace LogitLens.Tests.Downloads;

/// <summary>A download as tests make it: of 5,000 bytes, without a pause, with little patience.</summary>
internal static class ImpatientDownload
{
    /// <summary>Where tests put it, in their folder.</summary>
    public const string File = "data/archive.zip";

    public static byte[] Content { get; } = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];

    public static DownloadSettings Settings { get; } = new() { Timeout = TimeSpan.FromSeconds(10), Attempts = 3, FirstPause = TimeSpan.Zero };

    public static async Task FetchAsync(
        Uri source,
        string path,
        long? size = null,
        string? sha256 = null,
        IProgress<DownloadProgress>? progress = null,
        DownloadSettings? settings = null,
        CancellationToken cancellation = default)
    {
        settings ??= Settings;
        using HttpTransport transport = new(settings.Timeout, source);
        FileRequest request = new(source, path) { Size = size, Digest = sha256 is null ? null : new ExpectedHash(ExpectedHash.Algorithm.Sha256, sha256) };
        await new FileDownloader(transport, settings).FetchAsync(request, progress, cancellation);
    }
}

/// <summary>Keeps what is reported, in order.</summary>
internal sealed class CollectedProgress : IProgress<DownloadProgress>
{
    public List<DownloadProgress> Reports { get; } = [];

    public void Report(DownloadProgress value) => Reports.Add(value);
}
