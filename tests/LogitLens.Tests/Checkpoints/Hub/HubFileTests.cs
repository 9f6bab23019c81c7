using LogitLens.Downloads;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Hub;

public sealed class HubFileTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly FakeHub _hub = new FakeHub().WithModel();

    public void Dispose()
    {
        _hub.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task A_small_file_is_checked_by_gits_hash()
    {
        _hub.Before = request => request.Method == "GET" && request.Path.EndsWith("vocab.json")
            ? _hub.Answer(request) with { Body = """{"x":0}"""u8.ToArray() }
            : null;

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => _hub.FetchAsync(_cache));

        Assert.Contains("vocab.json: the bytes that came do not have the announced hash", error.Message);
    }

    [Fact]
    public async Task An_endpoint_that_is_no_Hub_is_recognised()
    {
        _hub.Before = _ => new LoopbackReply(200, "<html>"u8.ToArray());

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => _hub.FetchAsync(_cache));

        Assert.Contains("is HF_ENDPOINT a Hugging Face Hub?", error.Message);
    }

    [Theory]
    [InlineData("../../../x")]
    [InlineData("..")]
    [InlineData("a/b")]
    public async Task Headers_cannot_name_files_outside_the_cache(string name)
    {
        _hub.Before = _ => new LoopbackReply(200, [1], ("X-Repo-Commit", name), ("ETag", "\"abc\""));
        await Assert.ThrowsAsync<DownloadException>(() => _hub.FetchAsync(_cache));

        _hub.Before = _ => new LoopbackReply(200, [1], ("X-Repo-Commit", "abc"), ("ETag", $"\"{name}\""));
        await Assert.ThrowsAsync<DownloadException>(() => _hub.FetchAsync(_cache));
    }
}
