using System.Security.Cryptography;
using LogitLens.Datasets;
using LogitLens.Downloads;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Catalogue;

public sealed class DatasetFetcherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_zip_is_downloaded_verified_and_the_wanted_files_extracted()
    {
        byte[] zip = FakeArchive.Zip(("SST-2/dev.tsv", "sentence\tlabel\ngood\t1\n"), ("SST-2/original/notes.txt", "left"));
        using LoopbackServer server = FakeArchive.Serving(zip);
        List<FetchProgress> progress = new();

        string folder = await FakeArchive.FetchAsync(_folder, server, zip, "SST-2.zip", ["SST-2/dev.tsv"], progress.Add);

        Assert.Equal("sentence\tlabel\ngood\t1\n", File.ReadAllText(Path.Combine(folder, "SST-2", "dev.tsv")));
        Assert.False(Directory.Exists(Path.Combine(folder, "SST-2", "original")));
        Assert.Equal([folder, folder + ".lock"], Directory.GetFileSystemEntries(_folder.Path).Order());
        Assert.Contains(new FetchProgress("downloading", zip.Length, zip.Length), progress);
        Assert.Contains(new FetchProgress("extracting", 1, null), progress);
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", "x"));
        using LoopbackServer server = FakeArchive.Serving(zip);

        await FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]);
        await FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", FakeArchive.Noise(200_000)));
        using LoopbackServer server = FakeArchive.Serving(zip, cut: 2);

        string folder = await FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]);

        Assert.True(File.Exists(Path.Combine(folder, "a.tsv")));
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests.Skip(1), request => Assert.StartsWith("bytes=", request.Header("range")));
    }

    [Fact]
    public async Task What_an_earlier_process_left_is_gone_on_from()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", FakeArchive.Noise(200_000)));
        using LoopbackServer server = FakeArchive.Serving(zip);
        File.WriteAllBytes(_folder.File("set.zip.incomplete"), zip[..1000]);

        await FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal(["bytes=1000-"], server.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task What_a_process_had_extracted_when_it_died_goes()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", "x"));
        using LoopbackServer server = FakeArchive.Serving(zip);
        _folder.Write("set.extracting-0123/a.tsv", "half");
        _folder.Write("settled/a.tsv", "another's");

        string folder = await FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal([folder, folder + ".lock", _folder.File("settled")], Directory.GetFileSystemEntries(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_leftover_that_is_no_beginning_of_the_archive_is_thrown_away()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", FakeArchive.Noise(200_000)));
        using LoopbackServer server = FakeArchive.Serving(zip);
        File.WriteAllBytes(_folder.File("set.zip.incomplete"), new byte[1000]);

        await FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal(["bytes=1000-", null], server.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task A_server_without_ranges_is_read_from_the_start()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", FakeArchive.Noise(200_000)));
        int asked = 0;
        using LoopbackServer server = new(_ => new LoopbackReply(200, zip) { CutAfter = asked++ == 0 ? 1000 : null });

        string folder = await FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal(200_000, new FileInfo(Path.Combine(folder, "a.tsv")).Length);
    }

    [Fact]
    public async Task A_server_in_trouble_is_asked_again()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", "x"));
        int asked = 0;
        using LoopbackServer server = new(request => asked++ < 2 ? new LoopbackReply(503, []) : LoopbackReply.Bytes(zip, request));

        await FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_missing_archive_says_what_to_do_and_leaves_nothing_that_looks_whole()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", "x"));
        using LoopbackServer server = new(_ => new LoopbackReply(404, []));

        IOException error = await Assert.ThrowsAsync<IOException>(() => FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]));

        Assert.StartsWith($"could not fetch set: {server.Address}a.zip: the server answers 404", error.Message);
        Assert.EndsWith("run it again to go on, or put the files into a folder and name it with --data-dir", error.Message);
        Assert.Single(server.Requests);
        Assert.False(Directory.Exists(_folder.File("set")));
    }

    [Fact]
    public async Task Other_bytes_than_the_known_archives_are_refused()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", "x"));
        byte[] tampered = [.. zip];
        tampered[^1] ^= 1;
        using LoopbackServer server = FakeArchive.Serving(tampered);

        IOException error = await Assert.ThrowsAsync<IOException>(() => FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]));

        Assert.Contains($"the bytes that came do not have the announced hash {Convert.ToHexStringLower(SHA256.HashData(zip))}", error.Message);
        Assert.False(Directory.Exists(_folder.File("set")));
        Assert.False(File.Exists(_folder.File("set.zip.incomplete")));
    }

    [Fact]
    public async Task An_archive_of_another_size_is_refused_before_it_is_read()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", "x"));
        using LoopbackServer server = FakeArchive.Serving([.. zip, 0]);

        IOException error = await Assert.ThrowsAsync<IOException>(() => FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]));

        Assert.Contains($"the server has {zip.Length + 1} bytes, expected {zip.Length}", error.Message);
    }

    [Fact]
    public async Task An_archive_without_the_wanted_files_is_refused()
    {
        byte[] zip = FakeArchive.Zip(("b.tsv", "x"));
        using LoopbackServer server = FakeArchive.Serving(zip);

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"]));

        Assert.EndsWith("none of set's files is in it (a.tsv)", error.Message);
    }

    [Fact]
    public async Task A_second_process_waits_for_the_first_and_says_so()
    {
        byte[] zip = FakeArchive.Zip(("a.tsv", "x"));
        using LoopbackServer server = FakeArchive.Serving(zip);
        List<FetchProgress> progress = [];
        FileLock held = await FileLock.AcquireAsync(_folder.File("set.lock"));
        Task<string> waiting = FakeArchive.FetchAsync(_folder, server, zip, "a.zip", ["a.tsv"], progress.Add);
        while (progress.Count == 0)
        {
            await Task.Delay(10);
        }

        Directory.CreateDirectory(_folder.File("set"));
        held.Dispose();

        Assert.Equal(_folder.File("set"), await waiting);
        Assert.Equal("waiting for another process that downloads", Assert.Single(progress).Stage);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("sst3", "no dataset 'sst3' to fetch; those with a public archive are sst2, imdb")]
    [InlineData("reviews", "reviews comes with the program and needs no fetching")]
    [InlineData(
        "gsm8k",
        "gsm8k has no archive to fetch; get its files from its makers (Cobbe et al. 2021, github.com/openai/grade-school-math) "
        + "and name their folder with --data-dir")]
    public async Task What_cannot_be_fetched_says_why(string name, string message)
    {
        DatasetFetcher fetcher = new(_folder.Path, ImpatientDownload.Settings);

        Assert.Equal(message, (await Assert.ThrowsAsync<InputException>(() => fetcher.FetchAsync(name))).Message);
    }
}
