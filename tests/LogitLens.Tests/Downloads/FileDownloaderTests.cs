using LogitLens.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Downloads;

public sealed class FileDownloaderTests : IDisposable
{
    private static readonly byte[] s_content = ImpatientDownload.Content;

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File(ImpatientDownload.File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_arrives_whole_under_its_name()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        CollectedProgress progress = new();

        await ImpatientDownload.FetchAsync(server.Address, Target, progress: progress);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.False(File.Exists(Target + ".incomplete"));
        Assert.Equal(new DownloadProgress("archive.zip", s_content.Length, s_content.Length), progress.Reports[^1]);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_asked_for()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        _folder.Write("data/archive.zip", "mine");

        await ImpatientDownload.FetchAsync(server.Address, Target);

        Assert.Equal("mine", File.ReadAllText(Target));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Who_waits_for_another_process_is_told()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        CollectedProgress progress = new();
        FileLock held = await FileLock.AcquireAsync(Target + ".lock");
        Task waiting = ImpatientDownload.FetchAsync(server.Address, Target, progress: progress);
        while (progress.Reports.Count == 0)
        {
            await Task.Delay(10);
        }

        held.Dispose();
        await waiting;

        Assert.True(progress.Reports[0].IsWaiting);
        Assert.False(progress.Reports[^1].IsWaiting);
    }

    [Fact]
    public async Task Two_at_once_download_once()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));

        await Task.WhenAll(
            ImpatientDownload.FetchAsync(server.Address, Target),
            ImpatientDownload.FetchAsync(server.Address, Target));

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Single(server.Requests);
    }
}
