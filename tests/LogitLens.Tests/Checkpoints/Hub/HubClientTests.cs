using LogitLens.Checkpoints;
using LogitLens.Downloads;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Hub;

public sealed class HubClientTests : IDisposable
{
    private static readonly byte[] s_weights = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];
    private static readonly HubModelId s_model = HubModelId.Parse(FakeHub.Repository);

    private readonly TemporaryFolder _cache = new();
    private readonly FakeHub _hub = new FakeHub().WithModel(s_weights);

    private string ModelFolderInCache => _cache.File("models--owner--model");

    public void Dispose()
    {
        _hub.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task A_model_arrives_in_the_layout_of_Pythons_cache()
    {
        HubSnapshot snapshot = await FetchAsync();

        Assert.Equal(Path.Combine(ModelFolderInCache, "snapshots", _hub.Commit), snapshot.Folder);
        Assert.Equal(_hub.Commit, snapshot.Commit);
        Assert.Equal(_hub.Commit, File.ReadAllText(Path.Combine(ModelFolderInCache, "refs", "main")));
        Assert.Equal(
            ["config.json", "merges.txt", "model.safetensors", "vocab.json"],
            Directory.GetFiles(snapshot.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal($"../../blobs/{FakeHub.Sha256(s_weights)}", LinkTarget("model.safetensors"));
        Assert.Equal($"../../blobs/{FakeHub.GitHash("{}"u8.ToArray())}", LinkTarget("config.json"));
        Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.True(File.Exists(Path.Combine(ModelFolderInCache, ".no_exist", _hub.Commit, "tokenizer.json")));

        string? LinkTarget(string file) => new FileInfo(Path.Combine(snapshot.Folder, file)).LinkTarget;
    }

    [Fact]
    public async Task The_token_goes_to_the_Hub_and_never_to_the_CDN()
    {
        await FetchAsync(token: "hf_secret");

        Assert.All(_hub.Hub.Requests, request => Assert.Equal("Bearer hf_secret", request.Header("authorization")));
        Assert.Null(Assert.Single(_hub.Cdn.Requests).Header("authorization"));
    }

    [Fact]
    public async Task The_second_time_one_request_sees_whether_the_branch_moved()
    {
        await FetchAsync();
        _hub.Forget();

        await FetchAsync();

        Assert.Equal("HEAD", Assert.Single(_hub.Hub.Requests).Method);
        Assert.Empty(_hub.Cdn.Requests);
    }

    [Fact]
    public async Task A_commit_in_the_cache_needs_no_request()
    {
        HubModelId pinned = HubModelId.Parse($"{FakeHub.Repository}@{_hub.Commit}");
        await FetchAsync(pinned);
        _hub.Forget();

        HubSnapshot snapshot = await FetchAsync(pinned);

        Assert.Equal(_hub.Commit, snapshot.Commit);
        Assert.Empty(_hub.Hub.Requests);
        Assert.False(Directory.Exists(Path.Combine(ModelFolderInCache, "refs")));
    }

    [Fact]
    public async Task When_the_branch_moves_only_changed_bytes_are_downloaded()
    {
        await FetchAsync();
        _hub.Forget();
        _hub.With("vocab.json", """{"b":0}""").Commit = new string('2', 40);

        HubSnapshot snapshot = await FetchAsync();

        Assert.Equal(new string('2', 40), snapshot.Commit);
        Assert.EndsWith("/vocab.json", Assert.Single(_hub.Downloads).Path);
        Assert.Equal("""{"b":0}""", File.ReadAllText(Path.Combine(snapshot.Folder, "vocab.json")));
        Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
    }

    [Fact]
    public async Task A_revision_with_a_slash_is_one_part_of_the_address()
    {
        await FetchAsync(HubModelId.Parse($"{FakeHub.Repository}@refs/pr/1"));

        Assert.Equal($"/{FakeHub.Repository}/resolve/refs%2Fpr%2F1/config.json", _hub.Hub.Requests[0].Path);
        Assert.Equal(_hub.Commit, File.ReadAllText(Path.Combine(ModelFolderInCache, "refs", "refs", "pr", "1")));
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

        HubSnapshot snapshot = await FetchAsync(hub: hub);

        Assert.Equal([2, 2], File.ReadAllBytes(Path.Combine(snapshot.Folder, "model-2.safetensors")));
        Assert.False(File.Exists(Path.Combine(snapshot.Folder, "pytorch_model.bin")));
    }

    [Fact]
    public async Task PyTorchs_format_is_fetched_where_there_is_no_safetensors()
    {
        using FakeHub hub = new FakeHub().With("config.json", "{}").With("pytorch_model.bin", [3], isLarge: true);

        HubSnapshot snapshot = await FetchAsync(hub: hub);

        Assert.Equal([3], File.ReadAllBytes(Path.Combine(snapshot.Folder, "pytorch_model.bin")));
    }

    [Fact]
    public async Task A_repository_without_weights_or_config_is_named()
    {
        using FakeHub noWeights = new FakeHub().With("config.json", "{}");
        InputException error = await Assert.ThrowsAsync<InputException>(() => FetchAsync(hub: noWeights));
        Assert.Contains("the repository has no weights; looked for model.safetensors, ", error.Message);

        using FakeHub nothing = new();
        error = await Assert.ThrowsAsync<InputException>(() => FetchAsync(hub: nothing));
        Assert.Contains("owner/model: ", error.Message);
        Assert.Contains("has no config.json", error.Message);
    }

    [Fact]
    public async Task A_download_that_breaks_is_continued_at_the_CDN()
    {
        _hub.OnCdn = (request, reply) => request.Header("range") is null ? reply with { CutAfter = 100_000 } : reply;

        HubSnapshot snapshot = await FetchAsync();

        Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.Equal([null, "bytes=100000-"], _hub.Cdn.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task What_an_interrupted_process_left_is_continued()
    {
        Directory.CreateDirectory(Path.Combine(ModelFolderInCache, "blobs"));
        await File.WriteAllBytesAsync(
            Path.Combine(ModelFolderInCache, "blobs", FakeHub.Sha256(s_weights) + ".incomplete"), s_weights[..200_000]);

        HubSnapshot snapshot = await FetchAsync();

        Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.Equal("bytes=200000-", Assert.Single(_hub.Cdn.Requests).Header("range"));
    }

    [Fact]
    public async Task Damaged_weights_are_asked_for_again_and_never_used()
    {
        byte[] damaged = [.. s_weights];
        damaged[1000] ^= 1;
        _hub.OnCdn = (_, reply) => reply with { Body = damaged };

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync());

        Assert.Contains($"do not have the announced hash {FakeHub.Sha256(s_weights)}", error.Message);
        Assert.Equal(3, _hub.Cdn.Requests.Count);
        Assert.False(File.Exists(Path.Combine(ModelFolderInCache, "blobs", FakeHub.Sha256(s_weights))));

        _hub.OnCdn = null;
        HubSnapshot snapshot = await FetchAsync();
        Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
    }

    [Fact]
    public async Task A_small_file_is_checked_by_gits_hash()
    {
        _hub.Before = request => request.Method == "GET" && request.Path.EndsWith("vocab.json")
            ? _hub.Answer(request) with { Body = """{"x":0}"""u8.ToArray() }
            : null;

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync());

        Assert.Contains("vocab.json: the bytes that came do not have the announced hash", error.Message);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again()
    {
        int asked = 0;
        _hub.Before = request => asked++ < 2 ? new LoopbackReply(503, []) : null;

        await FetchAsync();

        Assert.Equal(3, _hub.Hub.Requests.Count(request => request.Path.EndsWith("config.json") && request.Path.Contains("/main/")));
    }

    [Fact]
    public async Task A_renamed_repository_is_followed()
    {
        _hub.Before = request => request.Path.StartsWith("/old/name/")
            ? new LoopbackReply(307, [], ("Location", request.Path.Replace("/old/name/", "/owner/model/")))
            : null;

        HubSnapshot snapshot = await FetchAsync(HubModelId.Parse("old/name"));

        Assert.Equal(_cache.File($"models--old--name/snapshots/{_hub.Commit}"), snapshot.Folder);
        Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
    }

    [Theory]
    [InlineData(401, null, "is not on http://127.0.0.1", "check the id; for a private or gated model, set HF_TOKEN")]
    [InlineData(403, "GatedRepo", "is gated: accept its terms on its page", "set HF_TOKEN")]
    [InlineData(403, null, "may not be read (403)", "set HF_TOKEN")]
    [InlineData(404, "RepoNotFound", "is not on http://127.0.0.1", "check the id")]
    [InlineData(404, "RevisionNotFound", "has no revision \"main\"", "expected a branch, a tag or a full commit hash")]
    public async Task A_refusal_says_what_is_wrong(int status, string? code, string what, string whatToDo)
    {
        _hub.Before = _ => new LoopbackReply(status, [], code is null ? [] : [("X-Error-Code", code)]);

        InputException error = await Assert.ThrowsAsync<InputException>(() => FetchAsync());

        Assert.StartsWith("owner/model ", error.Message);
        Assert.Contains(what, error.Message);
        Assert.Contains(whatToDo, error.Message);
    }

    [Fact]
    public async Task A_refusal_despite_a_token_says_so()
    {
        _hub.Before = _ => new LoopbackReply(401, []);

        InputException error = await Assert.ThrowsAsync<InputException>(() => FetchAsync(token: "hf_secret"));

        Assert.Contains("the token given (HF_TOKEN or the token file) does not open it", error.Message);
        Assert.DoesNotContain("hf_secret", error.Message);
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
            Downloads = FileDownloaderTests.Impatient,
        });

        Exception error = (await Record.ExceptionAsync(() => client.FetchModelAsync(HubModelId.Parse(FakeHub.Repository))))!;

        Assert.True(error is InputException or DownloadException, error.ToString());
        Assert.DoesNotContain("hf_secret", error.ToString());
        Assert.DoesNotContain("password", error.ToString());
        Assert.DoesNotContain(Directory.EnumerateFiles(_cache.Path, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("hf_secret"));
    }

    [Fact]
    public async Task Offline_the_cache_is_enough_and_nothing_is_asked()
    {
        await FetchAsync();
        _hub.Forget();

        HubSnapshot snapshot = await FetchAsync(offline: true);

        Assert.Equal(_hub.Commit, snapshot.Commit);
        Assert.Empty(_hub.Hub.Requests);
    }

    [Fact]
    public async Task Offline_without_the_model_the_error_says_how_to_point_at_a_folder()
    {
        InputException error = await Assert.ThrowsAsync<InputException>(() => FetchAsync(offline: true));

        Assert.StartsWith($"owner/model is not in the cache {_cache.Path} and HF_HUB_OFFLINE is set; give a folder", error.Message);
        Assert.Contains("--model /path/to/folder", error.Message);
        Assert.Empty(_hub.Hub.Requests);
    }

    [Fact]
    public async Task Without_a_network_the_cache_is_used()
    {
        await FetchAsync();

        HubSnapshot snapshot = await FetchAsync(endpoint: LoopbackServer.Nobody());

        Assert.Equal(_hub.Commit, snapshot.Commit);
    }

    [Fact]
    public async Task Without_a_network_and_the_model_the_error_says_how_to_point_at_a_folder()
    {
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(endpoint: LoopbackServer.Nobody()));

        Assert.Contains("Connection refused", error.Message);
        Assert.Contains("owner/model is not in the cache", error.Message);
        Assert.Contains("--model /path/to/folder", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_cache_that_lacks_a_shard_is_not_complete()
    {
        string snapshot = $"models--owner--model/snapshots/{_hub.Commit}";
        _cache.Write("models--owner--model/refs/main", _hub.Commit);
        _cache.Write($"{snapshot}/config.json", "{}");
        _cache.Write($"{snapshot}/model.safetensors.index.json", """{"weight_map":{"a":"s1.safetensors","b":"s2.safetensors"}}""");
        _cache.Write($"{snapshot}/s1.safetensors", "x");
        await Assert.ThrowsAsync<InputException>(() => FetchAsync(offline: true));

        _cache.Write($"{snapshot}/s2.safetensors", "x");
        Assert.Equal(_cache.File(snapshot), (await FetchAsync(offline: true)).Folder);
    }

    [Fact]
    public async Task A_gpt2_that_Python_cached_under_its_bare_name_is_found()
    {
        _cache.Write("models--gpt2/refs/main", _hub.Commit);
        _cache.Write($"models--gpt2/snapshots/{_hub.Commit}/config.json", "{}");
        _cache.Write($"models--gpt2/snapshots/{_hub.Commit}/model.safetensors", "x");

        HubSnapshot snapshot = await FetchAsync(HubModelId.Parse("gpt2"), offline: true);

        Assert.Equal(_cache.File($"models--gpt2/snapshots/{_hub.Commit}"), snapshot.Folder);
    }

    [Fact]
    public async Task A_link_whose_blob_was_deleted_is_repaired()
    {
        HubSnapshot snapshot = await FetchAsync();
        File.Delete(Path.Combine(ModelFolderInCache, "blobs", FakeHub.Sha256(s_weights)));

        await FetchAsync();

        Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
    }

    [Fact]
    public async Task Two_clients_at_once_download_each_file_once()
    {
        HubSnapshot[] snapshots = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => FetchAsync())));

        Assert.All(snapshots, snapshot => Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors"))));
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
        string part = Path.Combine(ModelFolderInCache, "blobs", FakeHub.Sha256(s_weights) + ".incomplete");
        Task first = FetchAsync(cancellation: cancellation.Token);
        while (!File.Exists(part) || new FileInfo(part).Length < 150_000)
        {
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        HubSnapshot snapshot = await FetchAsync();

        Assert.Equal(s_weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.Equal("bytes=150000-", _hub.Cdn.Requests[^1].Header("range"));
    }

    [Fact]
    public async Task An_endpoint_that_is_no_Hub_is_recognised()
    {
        _hub.Before = _ => new LoopbackReply(200, "<html>"u8.ToArray());

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync());

        Assert.Contains("is HF_ENDPOINT a Hugging Face Hub?", error.Message);
    }

    [Theory]
    [InlineData("../../../x")]
    [InlineData("..")]
    [InlineData("a/b")]
    public async Task Headers_cannot_name_files_outside_the_cache(string name)
    {
        _hub.Before = _ => new LoopbackReply(200, [1], ("X-Repo-Commit", name), ("ETag", "\"abc\""));
        await Assert.ThrowsAsync<DownloadException>(() => FetchAsync());

        _hub.Before = _ => new LoopbackReply(200, [1], ("X-Repo-Commit", "abc"), ("ETag", $"\"{name}\""));
        await Assert.ThrowsAsync<DownloadException>(() => FetchAsync());
    }

    private async Task<HubSnapshot> FetchAsync(
        HubModelId? id = null,
        FakeHub? hub = null,
        string? token = null,
        bool offline = false,
        Uri? endpoint = null,
        CancellationToken cancellation = default)
    {
        using HubClient client = new(new HubSettings
        {
            CacheFolder = _cache.Path,
            Endpoint = endpoint ?? (hub ?? _hub).Hub.Address,
            Token = token,
            Offline = offline,
            Downloads = FileDownloaderTests.Impatient,
        });
        return await client.FetchModelAsync(id ?? s_model, null, cancellation);
    }
}
