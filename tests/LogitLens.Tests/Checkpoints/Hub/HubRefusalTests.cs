using LogitLens.Checkpoints;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Hub;

public sealed class HubRefusalTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly FakeHub _hub = new FakeHub().WithModel();

    public void Dispose()
    {
        _hub.Dispose();
        _cache.Dispose();
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

        InputException error = await Assert.ThrowsAsync<InputException>(() => _hub.FetchAsync(_cache));

        Assert.StartsWith("owner/model ", error.Message);
        Assert.Contains(what, error.Message);
        Assert.Contains(whatToDo, error.Message);
    }

    [Fact]
    public async Task What_cannot_be_a_token_is_not_sent_and_what_needs_no_request_does_without_it()
    {
        const string NoToken = "hf_SE CRET";

        InputException error = await Assert.ThrowsAsync<InputException>(() => _hub.FetchAsync(_cache, token: NoToken));

        Assert.Equal("HF_TOKEN holds no token: a token is one word of ASCII characters", error.Message);
        Assert.Empty(_hub.Hub.Requests);
        HubSnapshot fetched = await _hub.FetchAsync(_cache);
        Assert.Equal(fetched, await _hub.FetchAsync(_cache, token: NoToken, offline: true));
    }

    [Fact]
    public async Task A_refusal_despite_a_token_says_so()
    {
        _hub.Before = _ => new LoopbackReply(401, []);

        InputException error = await Assert.ThrowsAsync<InputException>(() => _hub.FetchAsync(_cache, token: "hf_secret"));

        Assert.Contains("the token given (HF_TOKEN or the token file) does not open it", error.Message);
        Assert.DoesNotContain("hf_secret", error.Message);
    }
}
