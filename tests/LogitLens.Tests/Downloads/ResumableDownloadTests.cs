using System.Security.Cryptography;
using LogitLens.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Downloads;

public sealed class ResumableDownloadTests : IDisposable
{
    private static readonly byte[] s_content = ImpatientDownload.Content;

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File(ImpatientDownload.File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_connection_that_breaks_is_continued_where_it_broke()
    {
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) with { CutAfter = request.Header("range") is null ? 1234 : null });
        CollectedProgress progress = new();

        await ImpatientDownload.FetchAsync(server.Address, Target, s_content.Length, progress: progress);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal([null, "bytes=1234-"], server.Requests.Select(request => request.Header("range")));
        Assert.Contains(new DownloadProgress("archive.zip", 1234, s_content.Length), progress.Reports);
    }

    [Fact]
    public async Task What_an_earlier_process_left_is_continued()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllBytesAsync(Target + ".incomplete", s_content[..4000]);

        await ImpatientDownload.FetchAsync(server.Address, Target, s_content.Length);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal("bytes=4000-", Assert.Single(server.Requests).Header("range"));
    }

    [Fact]
    public async Task Leftovers_longer_than_the_file_are_thrown_away()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllBytesAsync(Target + ".incomplete", new byte[6000]);

        await ImpatientDownload.FetchAsync(server.Address, Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal(["bytes=6000-", null], server.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task A_server_without_ranges_sends_everything_again()
    {
        int asked = 0;
        using LoopbackServer server = new(_ => new LoopbackReply(200, s_content) { CutAfter = asked++ == 0 ? 100 : null });

        await ImpatientDownload.FetchAsync(server.Address, Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_connection_that_falls_silent_is_given_up_and_continued()
    {
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) with { SilentAfter = request.Header("range") is null ? 2000 : null });
        await ImpatientDownload.FetchAsync(server.Address, Target, settings: ImpatientDownload.Settings with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal("bytes=2000-", server.Requests[^1].Header("range"));
    }

    [Fact]
    public async Task A_connection_that_stays_silent_ends_with_what_came_and_is_continued_by_the_next_process()
    {
        bool hangs = true;
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request) is var reply && !hangs ? reply
            : request.Header("range") is null ? reply with { SilentAfter = 2000 } : reply with { SilentAfter = 0 });

        DownloadSettings settings = ImpatientDownload.Settings with { Timeout = TimeSpan.FromSeconds(0.3) };
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => ImpatientDownload.FetchAsync(server.Address, Target, s_content.Length, settings: settings));

        Assert.Equal($"{server.Address}: nothing came for 0.3 s (attempt 3 of 3)", error.Message);
        Assert.Equal(2000, new FileInfo(Target + ".incomplete").Length);

        hangs = false;
        await ImpatientDownload.FetchAsync(server.Address, Target, s_content.Length);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal("bytes=2000-", server.Requests[^1].Header("range"));
    }

    [Fact]
    public async Task A_server_that_always_ends_too_early_is_given_up_with_how_far_it_came()
    {
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) with { CutAfter = request.Header("range") is null ? 2000 : 0 });

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => ImpatientDownload.FetchAsync(server.Address, Target, s_content.Length));

        Assert.Contains("(attempt 3 of 3)", error.Message);
        Assert.False(File.Exists(Target));
        Assert.Equal(2000, new FileInfo(Target + ".incomplete").Length);
    }

    [Fact]
    public async Task Attempts_that_each_gain_some_bytes_go_on_to_the_end()
    {
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) is var reply && reply.Body.Length > 500 ? reply with { CutAfter = 500 } : reply);

        await ImpatientDownload.FetchAsync(server.Address, Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal(10, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_asked_as_often_as_the_settings_say()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(503, []));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => ImpatientDownload.FetchAsync(server.Address, Target));

        Assert.Equal($"{server.Address}: the server answers 503 Status (attempt 3 of 3)", error.Message);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_is_not_asked_again()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(404, []));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => ImpatientDownload.FetchAsync(server.Address, Target));

        Assert.Equal($"{server.Address}: the server answers 404 Status", error.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Bytes_of_another_hash_never_get_the_files_name()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        string zeros = new('0', 64);

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => ImpatientDownload.FetchAsync(server.Address, Target, sha256: zeros));

        Assert.Contains($"do not have the announced hash {zeros}", error.Message);
        Assert.False(File.Exists(Target));
        Assert.False(File.Exists(Target + ".incomplete"));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Bytes_damaged_in_an_earlier_part_are_fetched_afresh()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(s_content));
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllBytesAsync(Target + ".incomplete", new byte[4000]);

        await ImpatientDownload.FetchAsync(server.Address, Target, sha256: sha256);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal(["bytes=4000-", null], server.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task Another_size_than_the_expected_is_an_error()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => ImpatientDownload.FetchAsync(server.Address, Target, size: 4000));

        Assert.Equal($"{server.Address}: the server has 5000 bytes, expected 4000", error.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cancelled_it_leaves_what_it_has_and_goes_on_from_there()
    {
        using CancellationTokenSource cancellation = new();
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) with { SilentAfter = request.Header("range") is null ? 3000 : null });
        Task first = ImpatientDownload.FetchAsync(server.Address, Target, cancellation: cancellation.Token);
        while (!File.Exists(Target + ".incomplete") || new FileInfo(Target + ".incomplete").Length < 3000)
        {
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await ImpatientDownload.FetchAsync(server.Address, Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal("bytes=3000-", server.Requests[^1].Header("range"));
    }
}
