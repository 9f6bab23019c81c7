using System.Net;
using System.Net.Sockets;

namespace LogitLens.Tests.Datasets.Catalogue;

/// <summary>An HTTP server on 127.0.0.1 that serves one body with ranges, and can be told to fail in the ways that servers do.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _body;

    public LoopbackServer(byte[] body)
    {
        _body = body;
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>The range header of each request, "" where there was none.</summary>
    public List<string> Ranges { get; } = [];

    /// <summary>How many of the next responses break off in the middle of what they send.</summary>
    public int Truncations { get; set; }

    /// <summary>How many of the next requests are answered with <see cref="FailureStatus"/>.</summary>
    public int Failures { get; set; }

    public int FailureStatus { get; set; } = 503;

    public bool SupportsRanges { get; set; } = true;

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                await AnswerAsync(context.Request, context.Response);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // A connection that was broken off on purpose, or the end of the test.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        string range = request.Headers["Range"] ?? "";
        Ranges.Add(range);
        if (Failures > 0)
        {
            Failures--;
            response.StatusCode = FailureStatus;
            response.Close();
            return;
        }

        int from = 0;
        if (SupportsRanges && range.Length > 0)
        {
            from = int.Parse(range["bytes=".Length..].TrimEnd('-'));
            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{_body.Length - 1}/{_body.Length}";
        }

        response.ContentLength64 = _body.Length - from;
        if (Truncations > 0)
        {
            Truncations--;
            await response.OutputStream.WriteAsync(_body.AsMemory(from, (_body.Length - from) / 2));
            await response.OutputStream.FlushAsync();
            response.Abort();
            return;
        }

        await response.OutputStream.WriteAsync(_body.AsMemory(from));
        response.Close();
    }
}
