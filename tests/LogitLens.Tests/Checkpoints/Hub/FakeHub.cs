using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using LogitLens.Tests.Downloads;

namespace LogitLens.Tests.Checkpoints.Hub;

/// <summary>
/// What the Hub does, on two ports of 127.0.0.1: small files come from the Hub itself with git's hash as ETag, large ones by a redirect
/// to a CDN with <c>X-Linked-*</c> headers; unknown files, revisions and repositories are refused with <c>X-Error-Code</c>.
/// </summary>
internal sealed class FakeHub : IDisposable
{
    public const string Repository = "owner/model";

    /// <summary>Where a cache keeps the repository.</summary>
    public const string FolderInCache = "models--owner--model";

    private readonly Dictionary<string, (byte[] Bytes, bool IsLarge)> _files = [];

    public FakeHub()
    {
        Cdn = new LoopbackServer(AnswerFromCdn);
        Hub = new LoopbackServer(request => Before?.Invoke(request) ?? Answer(request));
    }

    /// <summary>The weights of the model: more than one read brings.</summary>
    public static byte[] Weights { get; } = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];

    public LoopbackServer Hub { get; }

    public LoopbackServer Cdn { get; }

    /// <summary>The commit that main is at.</summary>
    public string Commit { get; set; } = "1111111111111111111111111111111111111111";

    /// <summary>Asked before the Hub answers as usual; what it returns is the answer.</summary>
    public Func<LoopbackRequest, LoopbackReply?>? Before { get; set; }

    /// <summary>Changes what the CDN sends.</summary>
    public Func<LoopbackRequest, LoopbackReply, LoopbackReply>? OnCdn { get; set; }

    /// <summary>The requests for a file's bytes, before any redirect.</summary>
    public IEnumerable<LoopbackRequest> Downloads => Hub.Requests.Where(request => request.Method == "GET");

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [SuppressMessage("Security", "CA5350", Justification = "Git's names for blobs are SHA-1.")]
    public static string GitHash(byte[] bytes) =>
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {bytes.Length}\0"), .. bytes]));

    public FakeHub With(string file, byte[] bytes, bool isLarge = false)
    {
        _files[file] = (bytes, isLarge);
        return this;
    }

    public FakeHub With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    /// <summary>A model with config, vocabulary and merges, and safetensors <see cref="Weights"/> on the CDN.</summary>
    public FakeHub WithModel() =>
        With("config.json", "{}")
            .With("vocab.json", """{"a":0}""")
            .With("merges.txt", "#version: 0.2\n")
            .With("model.safetensors", Weights, isLarge: true);

    public void Forget()
    {
        Hub.Forget();
        Cdn.Forget();
    }

    public void Dispose()
    {
        Hub.Dispose();
        Cdn.Dispose();
    }

    /// <summary>The usual answer to a request.</summary>
    public LoopbackReply Answer(LoopbackRequest request)
    {
        string[] parts = request.Path.Split('/');
        if (parts.Length != 6 || $"{parts[1]}/{parts[2]}" != Repository)
        {
            return new LoopbackReply(404, [], ("X-Error-Code", "RepoNotFound"));
        }

        if (Uri.UnescapeDataString(parts[4]) is not ("main" or "refs/pr/1") && parts[4] != Commit)
        {
            return new LoopbackReply(404, [], ("X-Error-Code", "RevisionNotFound"));
        }

        if (!_files.TryGetValue(parts[5], out (byte[] Bytes, bool IsLarge) file))
        {
            return new LoopbackReply(404, [], ("X-Error-Code", "EntryNotFound"), ("X-Repo-Commit", Commit));
        }

        return file.IsLarge
            ? new LoopbackReply(
                302,
                [],
                ("X-Repo-Commit", Commit),
                ("X-Linked-Etag", $"\"{Sha256(file.Bytes)}\""),
                ("X-Linked-Size", $"{file.Bytes.Length}"),
                ("ETag", "\"of the redirect\""),
                ("Location", new Uri(Cdn.Address, $"/{parts[5]}?signature=secret").ToString()))
            : LoopbackReply.Bytes(file.Bytes, request, ("X-Repo-Commit", Commit), ("ETag", $"W/\"{GitHash(file.Bytes)}\""));
    }

    private LoopbackReply AnswerFromCdn(LoopbackRequest request)
    {
        byte[] bytes = _files[request.Path[1..request.Path.IndexOf('?')]].Bytes;
        LoopbackReply reply = LoopbackReply.Bytes(bytes, request, ("ETag", "\"the CDN's own\""));
        return OnCdn?.Invoke(request, reply) ?? reply;
    }
}
