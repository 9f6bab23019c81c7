using LogitLens.Checkpoints;
using LogitLens.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Downloads;

public sealed class FileDownloaderTests : IDisposable
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];

    private readonly TemporaryFolder _folder = new();

    /// <summary>Settings for tests: no pause, little patience.</summary>
    public static DownloadSettings Impatient { get; } =
        new() { Timeout = TimeSpan.FromSeconds(10), Attempts = 3, FirstPause = TimeSpan.Zero };

    private string Target => _folder.File("data/archive.zip");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_arrives_whole_under_its_name()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        Collected progress = new();

        await FetchAsync(server.Address, Target, progress: progress);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.False(File.Exists(Target + ".incomplete"));
        Assert.Equal(new DownloadProgress("archive.zip", s_content.Length, s_content.Length), progress.Reports[^1]);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_asked_for()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        _folder.Write("data/archive.zip", "mine");

        await FetchAsync(server.Address, Target);

        Assert.Equal("mine", File.ReadAllText(Target));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_continued_where_it_broke()
    {
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) with { CutAfter = request.Header("range") is null ? 1234 : null });
        Collected progress = new();

        await FetchAsync(server.Address, Target, s_content.Length, progress: progress);

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

        await FetchAsync(server.Address, Target, s_content.Length);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal("bytes=4000-", Assert.Single(server.Requests).Header("range"));
    }

    [Fact]
    public async Task Leftovers_longer_than_the_file_are_thrown_away()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllBytesAsync(Target + ".incomplete", new byte[6000]);

        await FetchAsync(server.Address, Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal(["bytes=6000-", null], server.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task A_server_without_ranges_sends_everything_again()
    {
        int asked = 0;
        using LoopbackServer server = new(_ => new LoopbackReply(200, s_content) { CutAfter = asked++ == 0 ? 100 : null });

        await FetchAsync(server.Address, Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_connection_that_falls_silent_is_given_up_and_continued()
    {
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) with { SilentAfter = request.Header("range") is null ? 2000 : null });
        await FetchAsync(server.Address, Target, settings: Impatient with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal("bytes=2000-", server.Requests[^1].Header("range"));
    }

    [Fact]
    public async Task A_connection_that_stays_silent_ends_with_what_came_and_is_continued_by_the_next_process()
    {
        bool hangs = true;
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request) is var reply && !hangs ? reply
            : request.Header("range") is null ? reply with { SilentAfter = 2000 } : reply with { SilentAfter = 0 });

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => FetchAsync(server.Address, Target, s_content.Length, settings: Impatient with { Timeout = TimeSpan.FromSeconds(0.3) }));

        Assert.Equal($"{server.Address}: nothing came for 0.3 s (attempt 3 of 3)", error.Message);
        Assert.Equal(2000, new FileInfo(Target + ".incomplete").Length);

        hangs = false;
        await FetchAsync(server.Address, Target, s_content.Length);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal("bytes=2000-", server.Requests[^1].Header("range"));
    }

    [Fact]
    public async Task A_server_that_always_ends_too_early_is_given_up_with_how_far_it_came()
    {
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) with { CutAfter = request.Header("range") is null ? 2000 : 0 });

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Address, Target, s_content.Length));

        Assert.Contains("(attempt 3 of 3)", error.Message);
        Assert.False(File.Exists(Target));
        Assert.Equal(2000, new FileInfo(Target + ".incomplete").Length);
    }

    [Fact]
    public async Task Attempts_that_each_gain_some_bytes_go_on_to_the_end()
    {
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) is var reply && reply.Body.Length > 500 ? reply with { CutAfter = 500 } : reply);

        await FetchAsync(server.Address, Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal(10, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_asked_as_often_as_the_settings_say()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(503, []));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Address, Target));

        Assert.Equal($"{server.Address}: the server answers 503 Status (attempt 3 of 3)", error.Message);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_is_not_asked_again()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(404, []));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Address, Target));

        Assert.Equal($"{server.Address}: the server answers 404 Status", error.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Bytes_of_another_hash_never_get_the_files_name()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        string zeros = new('0', 64);

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Address, Target, sha256: zeros));

        Assert.Contains($"do not have the announced hash {zeros}", error.Message);
        Assert.False(File.Exists(Target));
        Assert.False(File.Exists(Target + ".incomplete"));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Bytes_damaged_in_an_earlier_part_are_fetched_afresh()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        string sha256 = FileHash.Sha256(WriteContent("reference"));
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllBytesAsync(Target + ".incomplete", new byte[4000]);

        await FetchAsync(server.Address, Target, sha256: sha256);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal(["bytes=4000-", null], server.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task Another_size_than_the_expected_is_an_error()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Address, Target, size: 4000));

        Assert.Equal($"{server.Address}: the server has 5000 bytes, expected 4000", error.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Who_waits_for_another_process_is_told()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));
        Collected progress = new();
        FileLock held = await FileLock.AcquireAsync(Target + ".lock");
        Task waiting = FetchAsync(server.Address, Target, progress: progress);
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
    public async Task A_signature_in_an_address_is_not_shown()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(403, []));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(new Uri(server.Address, "/file?signature=secret"), Target));

        Assert.Equal($"{server.Address}file: the server answers 403 Status", error.Message);
    }

    [Fact]
    public async Task A_password_in_an_address_is_not_shown()
    {
        using LoopbackServer server = new(_ => new LoopbackReply(403, []));
        UriBuilder address = new(server.Address) { UserName = "user", Password = "secret", Path = "/file" };

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(address.Uri, Target));

        Assert.Equal($"{server.Address}file: the server answers 403 Status", error.Message);
        Assert.DoesNotContain("secret", error.ToString());
    }

    [Fact]
    public async Task Redirects_are_followed_but_not_in_circles()
    {
        using LoopbackServer server = new(request => request.Path == "/moved"
            ? LoopbackReply.Bytes(s_content, request)
            : new LoopbackReply(302, [], ("Location", request.Path == "/circle" ? "/circle" : "/moved")));

        await FetchAsync(new Uri(server.Address, "/old"), Target);
        Assert.Equal(s_content, File.ReadAllBytes(Target));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => FetchAsync(new Uri(server.Address, "/circle"), _folder.File("other")));
        Assert.Contains("redirected more than 5 times", error.Message);
    }

    [Fact]
    public async Task Cancelled_it_leaves_what_it_has_and_goes_on_from_there()
    {
        using CancellationTokenSource cancellation = new();
        using LoopbackServer server = new(request =>
            LoopbackReply.Bytes(s_content, request) with { SilentAfter = request.Header("range") is null ? 3000 : null });
        Task first = FetchAsync(server.Address, Target, cancellation: cancellation.Token);
        while (!File.Exists(Target + ".incomplete") || new FileInfo(Target + ".incomplete").Length < 3000)
        {
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await FetchAsync(server.Address, Target);

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal("bytes=3000-", server.Requests[^1].Header("range"));
    }

    [Fact]
    public async Task Two_at_once_download_once()
    {
        using LoopbackServer server = new(request => LoopbackReply.Bytes(s_content, request));

        await Task.WhenAll(
            FetchAsync(server.Address, Target),
            FetchAsync(server.Address, Target));

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Single(server.Requests);
    }

    private static async Task FetchAsync(
        Uri source,
        string path,
        long? size = null,
        string? sha256 = null,
        IProgress<DownloadProgress>? progress = null,
        DownloadSettings? settings = null,
        CancellationToken cancellation = default)
    {
        settings ??= Impatient;
        using HttpTransport transport = new(settings.Timeout, source);
        FileRequest request = new(source, path) { Size = size, Digest = sha256 is null ? null : new ExpectedHash(ExpectedHash.Algorithm.Sha256, sha256) };
        await new FileDownloader(transport, settings).FetchAsync(request, progress, cancellation);
    }

    private string WriteContent(string name)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, s_content);
        return path;
    }

    private sealed class Collected : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value) => Reports.Add(value);
    }
}
