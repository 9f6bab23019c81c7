using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LogitLens.Tests.Downloads;

/// <summary>A request as it came in; header names in lower case.</summary>
internal sealed record LoopbackRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant());
}

/// <summary>An answer, and where it breaks off.</summary>
internal sealed record LoopbackReply(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    /// <summary>Closes the connection after so many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Falls silent after so many bytes of the body, with the connection open.</summary>
    public int? SilentAfter { get; init; }

    /// <summary>A body, or the part that the request's Range asks for.</summary>
    public static LoopbackReply Bytes(byte[] body, LoopbackRequest request, params (string Name, string Value)[] headers)
    {
        if (request.Header("range") is not { } range)
        {
            return new LoopbackReply(200, body, headers);
        }

        int start = int.Parse(range["bytes=".Length..^1]);
        return start < body.Length
            ? new LoopbackReply(206, body[start..], [.. headers, ("Content-Range", $"bytes {start}-{body.Length - 1}/{body.Length}")])
            : new LoopbackReply(416, [], ("Content-Range", $"bytes */{body.Length}"));
    }
}

/// <summary>An HTTP server on 127.0.0.1, one request a connection, that can misbehave in the ways networks do.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private readonly Func<LoopbackRequest, LoopbackReply> _answer;

    public LoopbackServer(Func<LoopbackRequest, LoopbackReply> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>An address on 127.0.0.1 where nothing listens.</summary>
    public static Uri Nobody()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(500, []));
        return server.Address;
    }

    public void Forget() => _requests.Clear();

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_closing.Token);
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                LoopbackRequest request = await ReadRequestAsync(stream);
                _requests.Enqueue(request);
                await WriteReplyAsync(stream, request, _answer(request));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task<LoopbackRequest> ReadRequestAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string[] first = (await reader.ReadLineAsync(_closing.Token) ?? throw new IOException("no request")).Split(' ');
        Dictionary<string, string> headers = new();
        while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':');
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        return new LoopbackRequest(first[0], first[1], headers);
    }

    private async Task WriteReplyAsync(NetworkStream stream, LoopbackRequest request, LoopbackReply reply)
    {
        StringBuilder head = new($"HTTP/1.1 {reply.Status} Status\r\nContent-Length: {reply.Body.Length}\r\nConnection: close\r\n");
        foreach ((string name, string value) in reply.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _closing.Token);
        if (request.Method == "HEAD")
        {
            return;
        }

        int length = reply.CutAfter ?? reply.SilentAfter ?? reply.Body.Length;
        await stream.WriteAsync(reply.Body.AsMemory(0, length), _closing.Token);
        if (reply.SilentAfter is not null)
        {
            await Task.Delay(Timeout.Infinite, _closing.Token);
        }
    }
}
