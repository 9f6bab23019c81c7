using LogitLens.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Downloads;

public sealed class HttpTransportTests : IDisposable
{
    private static readonly byte[] s_content = ImpatientDownload.Content;

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File(ImpatientDownload.File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_signature_in_an_address_is_not_shown()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(403, []));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => ImpatientDownload.FetchAsync(new Uri(server.Address, "/file?signature=secret"), Target));

        Assert.Equal($"{server.Address}file: the server answers 403 Status", error.Message);
    }

    [Fact]
    public async Task A_password_in_an_address_is_not_shown()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(403, []));
        UriBuilder address = new(server.Address) { UserName = "user", Password = "secret", Path = "/file" };

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => ImpatientDownload.FetchAsync(address.Uri, Target));

        Assert.Equal($"{server.Address}file: the server answers 403 Status", error.Message);
        Assert.DoesNotContain("secret", error.ToString());
    }

    [Fact]
    public async Task Redirects_are_followed_but_not_in_circles()
    {
        using LoopbackServer server = new(request => request.Path == "/moved"
            ? LoopbackReply.Bytes(s_content, request)
            : new LoopbackReply(302, [], ("Location", request.Path == "/circle" ? "/circle" : "/moved")));

        await ImpatientDownload.FetchAsync(new Uri(server.Address, "/old"), Target);
        Assert.Equal(s_content, File.ReadAllBytes(Target));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => ImpatientDownload.FetchAsync(new Uri(server.Address, "/circle"), _folder.File("other")));
        Assert.Contains("redirected more than 5 times", error.Message);
    }
}
