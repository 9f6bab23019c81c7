using LogitLens.Checkpoints;
using LogitLens.Downloads;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Hub;

public sealed class HubClientTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly FakeHub _hub = new FakeHub().WithModel();

    private string ModelFolderInCache => _cache.File(FakeHub.FolderInCache);

    public void Dispose()
    {
        _hub.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task The_token_goes_to_the_Hub_and_never_to_the_CDN()
    {
        await _hub.FetchAsync(_cache, token: "hf_secret");

        Assert.All(_hub.Hub.Requests, request => Assert.Equal("Bearer hf_secret", request.Header("authorization")));
        Assert.Null(Assert.Single(_hub.Cdn.Requests).Header("authorization"));
    }

    [Fact]
    public async Task A_sharded_checkpoint_comes_with_all_of_its_shards()
    {
        using FakeHub hub = new FakeHub()
            .With("config.json", "{}")
            .With("model.safetensors.index.json", """{"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}}""")
            .With("model-1.safetensors", [1], isLarge: true)
            .With("model-2.safetensors", [2, 2], isLarge: true)
            .With("pytorch_model.bin", [3], isLarge: true);

        HubSnapshot snapshot = await hub.FetchAsync(_cache);

        Assert.Equal([2, 2], File.ReadAllBytes(Path.Combine(snapshot.Folder, "model-2.safetensors")));
        Assert.False(File.Exists(Path.Combine(snapshot.Folder, "pytorch_model.bin")));
    }

    [Fact]
    public async Task PyTorchs_format_is_fetched_where_there_is_no_safetensors()
    {
        using FakeHub hub = new FakeHub().With("config.json", "{}").With("pytorch_model.bin", [3], isLarge: true);

        HubSnapshot snapshot = await hub.FetchAsync(_cache);

        Assert.Equal([3], File.ReadAllBytes(Path.Combine(snapshot.Folder, "pytorch_model.bin")));
    }

    [Fact]
    public async Task A_repository_without_weights_or_config_is_named()
    {
        using FakeHub noWeights = new FakeHub().With("config.json", "{}");
        InputException error = await Assert.ThrowsAsync<InputException>(() => noWeights.FetchAsync(_cache));
        Assert.Contains("the repository has no weights; looked for model.safetensors, ", error.Message);

        using FakeHub nothing = new();
        error = await Assert.ThrowsAsync<InputException>(() => nothing.FetchAsync(_cache));
        Assert.Contains("owner/model: ", error.Message);
        Assert.Contains("has no config.json", error.Message);
    }

    [Fact]
    public async Task A_download_that_breaks_is_continued_at_the_CDN()
    {
        _hub.OnCdn = (request, reply) => request.Header("range") is null ? reply with { CutAfter = 100_000 } : reply;

        HubSnapshot snapshot = await _hub.FetchAsync(_cache);

        Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.Equal([null, "bytes=100000-"], _hub.Cdn.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task What_an_interrupted_process_left_is_continued()
    {
        Directory.CreateDirectory(Path.Combine(ModelFolderInCache, "blobs"));
        await File.WriteAllBytesAsync(
            Path.Combine(ModelFolderInCache, "blobs", FakeHub.Sha256(FakeHub.Weights) + ".incomplete"), FakeHub.Weights[..200_000]);

        HubSnapshot snapshot = await _hub.FetchAsync(_cache);

        Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.Equal("bytes=200000-", Assert.Single(_hub.Cdn.Requests).Header("range"));
    }

    [Fact]
    public async Task Damaged_weights_are_asked_for_again_and_never_used()
    {
        byte[] damaged = [.. FakeHub.Weights];
        damaged[1000] ^= 1;
        _hub.OnCdn = (_, reply) => reply with { Body = damaged };

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => _hub.FetchAsync(_cache));

        Assert.Contains($"do not have the announced hash {FakeHub.Sha256(FakeHub.Weights)}", error.Message);
        Assert.Equal(3, _hub.Cdn.Requests.Count);
        Assert.False(File.Exists(Path.Combine(ModelFolderInCache, "blobs", FakeHub.Sha256(FakeHub.Weights))));

        _hub.OnCdn = null;
        HubSnapshot snapshot = await _hub.FetchAsync(_cache);
        Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again()
    {
        int asked = 0;
        _hub.Before = request => asked++ < 2 ? new LoopbackReply(503, []) : null;

        await _hub.FetchAsync(_cache);

        Assert.Equal(3, _hub.Hub.Requests.Count(request => request.Path.EndsWith("config.json") && request.Path.Contains("/main/")));
    }

    [Fact]
    public async Task A_renamed_repository_is_followed()
    {
        _hub.Before = request => request.Path.StartsWith("/old/name/")
            ? new LoopbackReply(307, [], ("Location", request.Path.Replace("/old/name/", "/owner/model/")))
            : null;

        HubSnapshot snapshot = await _hub.FetchAsync(_cache, HubModelId.Parse("old/name"));

        Assert.Equal(_cache.File($"models--old--name/snapshots/{_hub.Commit}"), snapshot.Folder);
        Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
    }

    [Theory]
    [InlineData("the Hub refuses")]
    [InlineData("the Hub fails")]
    [InlineData("the Hub is none")]
    [InlineData("the file is absent")]
    [InlineData("the bytes are damaged")]
    [InlineData("nobody is there")]
    public async Task Whatever_fails_the_token_is_not_told(string what)
    {
        Dictionary<string, LoopbackReply> replies = new()
        {
            ["the Hub refuses"] = new(403, []),
            ["the Hub fails"] = new(500, []),
            ["the Hub is none"] = new(200, [1]),
            ["the file is absent"] = new(404, [], ("X-Error-Code", "EntryNotFound")),
        };
        _hub.Before = _ => replies.GetValueOrDefault(what);
        _hub.OnCdn = (_, reply) => what == "the bytes are damaged" ? reply with { Body = new byte[reply.Body.Length] } : reply;
        UriBuilder endpoint = new(what == "nobody is there" ? LoopbackServer.Nobody() : _hub.Hub.Address) { UserName = "user", Password = "password" };
        using HubClient client = new(new HubSettings
        {
            CacheFolder = _cache.Path,
            Endpoint = endpoint.Uri,
            Token = "hf_secret",
            Downloads = ImpatientDownload.Settings,
        });

        Exception error = (await Record.ExceptionAsync(() => client.FetchModelAsync(HubModelId.Parse(FakeHub.Repository))))!;

        Assert.True(error is InputException or DownloadException, error.ToString());
        Assert.DoesNotContain("hf_secret", error.ToString());
        Assert.DoesNotContain("password", error.ToString());
        Assert.DoesNotContain(Directory.EnumerateFiles(_cache.Path, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("hf_secret"));
    }

    [Fact]
    public async Task Two_clients_at_once_download_each_file_once()
    {
        HubSnapshot[] snapshots = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _hub.FetchAsync(_cache))));

        Assert.All(snapshots, snapshot => Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors"))));
        Assert.Equal(
            ["config.json", "merges.txt", "model.safetensors", "vocab.json"],
            _hub.Downloads.Select(request => Path.GetFileName(request.Path)).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(_cache.Path, "*.part", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(_cache.Path, "*.incomplete", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_cancelled_download_stops_and_is_continued_later()
    {
        using CancellationTokenSource cancellation = new();
        _hub.OnCdn = (request, reply) => request.Header("range") is null ? reply with { SilentAfter = 150_000 } : reply;
        string part = Path.Combine(ModelFolderInCache, "blobs", FakeHub.Sha256(FakeHub.Weights) + ".incomplete");
        Task first = _hub.FetchAsync(_cache, cancellation: cancellation.Token);
        while (!File.Exists(part) || new FileInfo(part).Length < 150_000)
        {
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        HubSnapshot snapshot = await _hub.FetchAsync(_cache);

        Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.Equal("bytes=150000-", _hub.Cdn.Requests[^1].Header("range"));
    }
}
