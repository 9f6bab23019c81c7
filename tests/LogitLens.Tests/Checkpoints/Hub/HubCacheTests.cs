using LogitLens.Checkpoints;
using LogitLens.Downloads;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Hub;

public sealed class HubCacheTests : IDisposable
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
    public async Task A_model_arrives_in_the_layout_of_Pythons_cache()
    {
        HubSnapshot snapshot = await _hub.FetchAsync(_cache);

        Assert.Equal(Path.Combine(ModelFolderInCache, "snapshots", _hub.Commit), snapshot.Folder);
        Assert.Equal(_hub.Commit, snapshot.Commit);
        Assert.Equal(_hub.Commit, File.ReadAllText(Path.Combine(ModelFolderInCache, "refs", "main")));
        Assert.Equal(
            ["config.json", "merges.txt", "model.safetensors", "vocab.json"],
            Directory.GetFiles(snapshot.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal($"../../blobs/{FakeHub.Sha256(FakeHub.Weights)}", LinkTarget("model.safetensors"));
        Assert.Equal($"../../blobs/{FakeHub.GitHash("{}"u8.ToArray())}", LinkTarget("config.json"));
        Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.True(File.Exists(Path.Combine(ModelFolderInCache, ".no_exist", _hub.Commit, "tokenizer.json")));

        string? LinkTarget(string file) => new FileInfo(Path.Combine(snapshot.Folder, file)).LinkTarget;
    }

    [Fact]
    public async Task A_cache_that_has_the_model_need_not_be_written()
    {
        HubSnapshot first = await _hub.FetchAsync(_cache);
        string branch = Path.Combine(ModelFolderInCache, "refs", "main"), absent = Path.Combine(ModelFolderInCache, ".no_exist");
        DateTime before = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(branch, before);

        // A file where a folder should be cannot be written into, not even by root.
        Directory.Delete(absent, recursive: true);
        File.WriteAllText(absent, "");

        Assert.Equal(first, await _hub.FetchAsync(_cache));

        Assert.Equal(before, File.GetLastWriteTimeUtc(branch));
    }

    [Fact]
    public async Task The_second_time_one_request_sees_whether_the_branch_moved()
    {
        await _hub.FetchAsync(_cache);
        _hub.Forget();

        await _hub.FetchAsync(_cache);

        Assert.Equal("HEAD", Assert.Single(_hub.Hub.Requests).Method);
        Assert.Empty(_hub.Cdn.Requests);
    }

    [Fact]
    public async Task A_commit_in_the_cache_needs_no_request()
    {
        HubModelId pinned = HubModelId.Parse($"{FakeHub.Repository}@{_hub.Commit}");
        await _hub.FetchAsync(_cache, pinned);
        _hub.Forget();

        HubSnapshot snapshot = await _hub.FetchAsync(_cache, pinned);

        Assert.Equal(_hub.Commit, snapshot.Commit);
        Assert.Empty(_hub.Hub.Requests);
        Assert.False(Directory.Exists(Path.Combine(ModelFolderInCache, "refs")));
    }

    [Fact]
    public async Task When_the_branch_moves_only_changed_bytes_are_downloaded()
    {
        await _hub.FetchAsync(_cache);
        _hub.Forget();
        _hub.With("vocab.json", """{"b":0}""").Commit = new string('2', 40);

        HubSnapshot snapshot = await _hub.FetchAsync(_cache);

        Assert.Equal(new string('2', 40), snapshot.Commit);
        Assert.EndsWith("/vocab.json", Assert.Single(_hub.Downloads).Path);
        Assert.Equal("""{"b":0}""", File.ReadAllText(Path.Combine(snapshot.Folder, "vocab.json")));
        Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
    }

    [Fact]
    public async Task A_revision_with_a_slash_is_one_part_of_the_address()
    {
        await _hub.FetchAsync(_cache, HubModelId.Parse($"{FakeHub.Repository}@refs/pr/1"));

        Assert.Equal($"/{FakeHub.Repository}/resolve/refs%2Fpr%2F1/config.json", _hub.Hub.Requests[0].Path);
        Assert.Equal(_hub.Commit, File.ReadAllText(Path.Combine(ModelFolderInCache, "refs", "refs", "pr", "1")));
    }

    [Fact]
    public async Task Offline_the_cache_is_enough_and_nothing_is_asked()
    {
        await _hub.FetchAsync(_cache);
        _hub.Forget();

        HubSnapshot snapshot = await _hub.FetchAsync(_cache, offline: true);

        Assert.Equal(_hub.Commit, snapshot.Commit);
        Assert.Empty(_hub.Hub.Requests);
    }

    [Fact]
    public async Task Offline_without_the_model_the_error_says_how_to_point_at_a_folder()
    {
        InputException error = await Assert.ThrowsAsync<InputException>(() => _hub.FetchAsync(_cache, offline: true));

        Assert.StartsWith($"owner/model is not in the cache {_cache.Path} and HF_HUB_OFFLINE is set; give a folder", error.Message);
        Assert.Contains("--model /path/to/folder", error.Message);
        Assert.Empty(_hub.Hub.Requests);
    }

    [Fact]
    public async Task Without_a_network_the_cache_is_used()
    {
        await _hub.FetchAsync(_cache);

        HubSnapshot snapshot = await _hub.FetchAsync(_cache, endpoint: LoopbackServer.Nobody());

        Assert.Equal(_hub.Commit, snapshot.Commit);
    }

    [Fact]
    public async Task Without_a_network_and_the_model_the_error_says_how_to_point_at_a_folder()
    {
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => _hub.FetchAsync(_cache, endpoint: LoopbackServer.Nobody()));

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
        await Assert.ThrowsAsync<InputException>(() => _hub.FetchAsync(_cache, offline: true));

        _cache.Write($"{snapshot}/s2.safetensors", "x");
        Assert.Equal(_cache.File(snapshot), (await _hub.FetchAsync(_cache, offline: true)).Folder);
    }

    [Fact]
    public async Task A_gpt2_that_Python_cached_under_its_bare_name_is_found()
    {
        _cache.Write("models--gpt2/refs/main", _hub.Commit);
        _cache.Write($"models--gpt2/snapshots/{_hub.Commit}/config.json", "{}");
        _cache.Write($"models--gpt2/snapshots/{_hub.Commit}/model.safetensors", "x");

        HubSnapshot snapshot = await _hub.FetchAsync(_cache, HubModelId.Parse("gpt2"), offline: true);

        Assert.Equal(_cache.File($"models--gpt2/snapshots/{_hub.Commit}"), snapshot.Folder);
    }

    [Fact]
    public async Task A_link_whose_blob_was_deleted_is_repaired()
    {
        HubSnapshot snapshot = await _hub.FetchAsync(_cache);
        File.Delete(Path.Combine(ModelFolderInCache, "blobs", FakeHub.Sha256(FakeHub.Weights)));

        await _hub.FetchAsync(_cache);

        Assert.Equal(FakeHub.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")));
    }
}
