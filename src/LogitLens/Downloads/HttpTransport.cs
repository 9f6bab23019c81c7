using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace LogitLens.Downloads;

/// <summary>
/// Sends single requests and follows redirects by hand, since where a request goes decides whether the token may go with it: only to the
/// origin (scheme, host and port) that it was made for, never to the CDN behind it.
/// </summary>
internal sealed class HttpTransport : IDisposable
{
    private const int MostRedirects = 5;

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly Uri? _tokenOrigin;
    private readonly string? _token;

    /// <summary>Creates a transport; <paramref name="token"/> goes to <paramref name="tokenOrigin"/> alone.</summary>
    public HttpTransport(TimeSpan timeout, Uri? tokenOrigin = null, string? token = null)
    {
        _timeout = timeout;
        _tokenOrigin = tokenOrigin;
        _token = token;
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = timeout,
                UseProxy = tokenOrigin is not { IsLoopback: true },
            })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        string version = typeof(HttpTransport).Assembly.GetName().Version!.ToString(3);
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("interp", version));

        // Compressed bytes have another length and another ETag than the file.
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <summary>Without the query, which at a CDN is a signature: long, and a kind of password; and without the password of a user.</summary>
    public static string Shown(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>
    /// Asks for a file's headers. Redirects within the origin are followed (a renamed repository); one that leaves it is the answer,
    /// since its headers describe the file and what lies behind it need not.
    /// </summary>
    /// <exception cref="DownloadException">No answer, or a server's error; both transient.</exception>
    public Task<HttpResponseMessage> HeadAsync(Uri uri, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Head, uri, rangeStart: 0, followAnywhere: false, cancellation);

    /// <summary>Asks for a file's bytes from <paramref name="rangeStart"/> on, following redirects; the body is yet to be read.</summary>
    /// <exception cref="DownloadException">No answer, or a server's error; both transient.</exception>
    public Task<HttpResponseMessage> GetAsync(Uri uri, long rangeStart, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, uri, rangeStart, followAnywhere: true, cancellation);

    /// <summary>Reads the next bytes of a body; 0 at its end.</summary>
    /// <exception cref="DownloadException">The connection broke or fell silent; transient.</exception>
    public async Task<int> ReadAsync(Uri uri, Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_timeout);
        try
        {
            return await body.ReadAsync(buffer, patience.Token);
        }
        catch (Exception e) when (IsNetworkFailure(e, cancellation))
        {
            throw Failure(uri, e);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri uri, long rangeStart, bool followAnywhere, CancellationToken cancellation)
    {
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await SendOnceAsync(method, uri, rangeStart, cancellation);
            Uri? next = IsRedirect(response.StatusCode) && response.Headers.Location is { } location ? new Uri(uri, location) : null;
            if (next is null || (!followAnywhere && !HaveSameOrigin(uri, next)))
            {
                return response;
            }

            response.Dispose();
            if (redirects == MostRedirects)
            {
                throw new DownloadException($"{Shown(uri)}: redirected more than {MostRedirects} times");
            }

            uri = next;
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, Uri uri, long rangeStart, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, uri);
        if (_token is not null && _tokenOrigin is not null && HaveSameOrigin(uri, _tokenOrigin))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        }

        if (rangeStart > 0)
        {
            request.Headers.Range = new RangeHeaderValue(rangeStart, null);
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_timeout);
        HttpResponseMessage response;
        try
        {
            response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (Exception e) when (IsNetworkFailure(e, cancellation))
        {
            throw Failure(uri, e);
        }

        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
        {
            using (response)
            {
                string answer = $"{(int)response.StatusCode} {response.ReasonPhrase}";
                throw new DownloadException($"{Shown(uri)}: the server answers {answer}") { IsTransient = true };
            }
        }

        return response;
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static bool HaveSameOrigin(Uri a, Uri b) => a.Scheme == b.Scheme && a.Host == b.Host && a.Port == b.Port;

    /// <summary>A cancellation counts as a failure of the network only if it is our own patience that ended.</summary>
    private static bool IsNetworkFailure(Exception e, CancellationToken cancellation) =>
        e is HttpRequestException or IOException or SocketException
        || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    private DownloadException Failure(Uri uri, Exception e) => new(
        e is OperationCanceledException
            ? $"{Shown(uri)}: nothing came for {_timeout.TotalSeconds:0.#} s"
            : $"{Shown(uri)}: {e.GetBaseException().Message}",
        e)
    {
        IsTransient = true,
    };
}
