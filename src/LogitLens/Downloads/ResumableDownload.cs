using System.Diagnostics;
using System.Net;

namespace LogitLens.Downloads;

/// <summary>
/// Downloads one file into a part file that a later attempt, or a later process, continues. The caller holds the part file's lock.
/// </summary>
/// <param name="Request">Which file. Its address is asked anew at each attempt, since a redirect to a CDN is signed for a short time.</param>
/// <param name="PartPath">Where the bytes go.</param>
/// <param name="Report">Told how many bytes are here and how many there should be.</param>
internal sealed record ResumableDownload(
    HttpTransport Transport, DownloadSettings Settings, FileRequest Request, string PartPath, Action<long, long?> Report)
{
    private const long ReportEveryMilliseconds = 200;

    private Uri Source => Request.Source;

    private long? Size => Request.Size;

    /// <summary>Downloads what is missing and checks the whole.</summary>
    /// <exception cref="DownloadException">The attempts are used up, or the bytes are not those announced.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        long most = PartLength();
        for (int failures = 0; ;)
        {
            try
            {
                await DownloadRestAsync(cancellation);
                await VerifyAsync(cancellation);
                return;
            }
            catch (DownloadException e) when (e.IsTransient)
            {
                // Whoever comes further than ever before may go on; a file of wrong bytes is gone, and so counts.
                failures = PartLength() > most ? 1 : failures + 1;
                most = Math.Max(most, PartLength());
                if (failures >= Settings.Attempts)
                {
                    throw new DownloadException($"{e.Message} (attempt {failures} of {Settings.Attempts})", e);
                }

                await Task.Delay(Settings.PauseAfter(failures), cancellation);
            }
        }
    }

    private async Task DownloadRestAsync(CancellationToken cancellation)
    {
        await using FileStream part = new(PartPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        if (part.Length > Size)
        {
            part.SetLength(0);
        }

        long start = part.Length;
        Report(start, Size);
        if (start == Size)
        {
            return;
        }

        using HttpResponseMessage response = await Transport.GetAsync(Source, start, cancellation);
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From == start:
                part.Position = start;
                break;
            case HttpStatusCode.OK:
                // The server knows no ranges: from the beginning.
                part.SetLength(0);
                break;
            case HttpStatusCode.RequestedRangeNotSatisfiable or HttpStatusCode.PartialContent:
                part.SetLength(0);
                throw new DownloadException($"{HttpTransport.Shown(Source)}: has no bytes from {start} on") { IsTransient = true };
            default:
                throw Request.Refusal(response);
        }

        await CopyAsync(response, part, cancellation);
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream part, CancellationToken cancellation)
    {
        long? announced = part.Position + response.Content.Headers.ContentLength;
        if (Size is { } known && announced is { } other && other != known)
        {
            throw new DownloadException($"{HttpTransport.Shown(Source)}: the server has {other} bytes, expected {known}");
        }

        long? total = Size ?? announced;
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[1 << 18];
        Stopwatch sinceReport = Stopwatch.StartNew();
        for (int count; (count = await Transport.ReadAsync(Source, body, buffer, cancellation)) > 0;)
        {
            await part.WriteAsync(buffer.AsMemory(0, count), cancellation);
            if (sinceReport.ElapsedMilliseconds >= ReportEveryMilliseconds)
            {
                Report(part.Position, total);
                sinceReport.Restart();
            }
        }

        Report(part.Position, total);
        if (part.Position < total)
        {
            throw new DownloadException($"{HttpTransport.Shown(Source)}: the connection ended after {part.Position} of {total} bytes") { IsTransient = true };
        }

        part.Flush(flushToDisk: true);
    }

    /// <summary>Bytes that are not the file's are removed, so that the next attempt starts afresh.</summary>
    private async Task VerifyAsync(CancellationToken cancellation)
    {
        long length = PartLength();
        string? problem = length != (Size ?? length) ? $"{length} bytes came, expected {Size}"
            : Request.Digest is { } digest && !await digest.MatchesAsync(PartPath, cancellation)
                ? $"the bytes that came do not have the announced hash {Request.Digest.Hex}"
            : null;
        if (problem is not null)
        {
            File.Delete(PartPath);
            throw new DownloadException($"{HttpTransport.Shown(Source)}: {problem}") { IsTransient = true };
        }
    }

    private long PartLength() => File.Exists(PartPath) ? new FileInfo(PartPath).Length : 0;
}
