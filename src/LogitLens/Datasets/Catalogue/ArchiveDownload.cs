using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace LogitLens.Datasets.Catalogue;

/// <summary>
/// Downloads one archive to a file. What has arrived is kept in <c>FILE.partial</c>, and the next attempt, of this process or a later one,
/// goes on from there; the file itself appears only when its hash is right.
/// </summary>
internal sealed class ArchiveDownload(HttpClient http, DatasetArchive archive, string path, Action<FetchProgress>? progress)
{
    private const int Attempts = 5;

    private readonly string _partial = path + ".partial";

    /// <summary>Downloads the archive, unless it is there.</summary>
    /// <exception cref="HttpRequestException">The server refuses, or the network fails again and again.</exception>
    /// <exception cref="IOException">Another process is downloading it, or the disk fails.</exception>
    /// <exception cref="InvalidDataException">What was served is not the known archive.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            return;
        }

        // The exclusive handle doubles as the lock between processes.
        await using (FileStream partial = OpenPartial())
        {
            bool resumed = partial.Length > 0;
            await ReceiveAsync(partial, cancellation).ConfigureAwait(false);
            if (!await IsWholeAsync(partial, cancellation).ConfigureAwait(false) && resumed)
            {
                // What an earlier run left was not a beginning of this archive.
                partial.SetLength(0);
                await ReceiveAsync(partial, cancellation).ConfigureAwait(false);
            }

            if (!await IsWholeAsync(partial, cancellation).ConfigureAwait(false))
            {
                long size = partial.Length;
                partial.SetLength(0);
                throw new InvalidDataException(
                    $"the {size} bytes that came are not the known archive ({archive.Bytes} bytes, sha256 {archive.Sha256})");
            }
        }

        File.Move(_partial, path, overwrite: true);
    }

    private FileStream OpenPartial()
    {
        try
        {
            return new FileStream(_partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16, useAsync: true);
        }
        catch (IOException e) when (File.Exists(_partial))
        {
            throw new IOException($"{_partial} is in use: another process is downloading it; wait for that one to end", e);
        }
    }

    private async Task ReceiveAsync(FileStream partial, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await ReceiveOnceAsync(partial, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (attempt < Attempts && IsTransient(e) && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ReceiveOnceAsync(FileStream partial, CancellationToken cancellation)
    {
        partial.Seek(0, SeekOrigin.End);
        if (partial.Length >= archive.Bytes)
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, archive.Url);
        request.Headers.Range = partial.Length > 0 ? new RangeHeaderValue(partial.Length, null) : null;
        using HttpResponseMessage response =
            await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();

        // A server without ranges sends all of it; one that misreads them sends another part.
        if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != partial.Length)
        {
            partial.SetLength(0);
            if (response.StatusCode == HttpStatusCode.PartialContent)
            {
                throw new HttpIOException(HttpRequestError.InvalidResponse, $"{archive.Url}: another range came than was asked for");
            }
        }

        RequireKnownSize(response);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            await partial.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            progress?.Invoke(new FetchProgress("downloading", partial.Length, archive.Bytes));
            if (partial.Length > archive.Bytes)
            {
                return;
            }
        }

        if (partial.Length < archive.Bytes)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, $"the connection ended after {partial.Length} of {archive.Bytes} bytes");
        }
    }

    private void RequireKnownSize(HttpResponseMessage response)
    {
        long? size = response.StatusCode == HttpStatusCode.PartialContent
            ? response.Content.Headers.ContentRange?.Length
            : response.Content.Headers.ContentLength;
        if (size is long announced && announced != archive.Bytes)
        {
            throw new InvalidDataException($"the server has {announced} bytes where the known archive has {archive.Bytes}");
        }
    }

    private async Task<bool> IsWholeAsync(FileStream partial, CancellationToken cancellation)
    {
        await partial.FlushAsync(cancellation).ConfigureAwait(false);
        if (partial.Length != archive.Bytes)
        {
            return false;
        }

        partial.Seek(0, SeekOrigin.Begin);
        byte[] hash = await SHA256.HashDataAsync(partial, cancellation).ConfigureAwait(false);
        return Convert.ToHexStringLower(hash) == archive.Sha256;
    }

    private static bool IsTransient(Exception e) => e switch
    {
        HttpIOException => true,
        HttpRequestException { StatusCode: null } => true,
        HttpRequestException { StatusCode: HttpStatusCode status } => (int)status >= 500 || status == HttpStatusCode.TooManyRequests,
        TaskCanceledException => true,
        _ => false,
    };
}
