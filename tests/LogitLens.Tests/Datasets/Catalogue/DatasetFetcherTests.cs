using System.Formats.Tar;
using System.IO.Compression;
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
        byte[] zip = Zip(("SST-2/dev.tsv", "sentence\tlabel\ngood\t1\n"), ("SST-2/original/notes.txt", "left"));
        using LoopbackServer server = Serving(zip);
        List<FetchProgress> progress = new();

        string folder = await FetchAsync(server, zip, "SST-2.zip", ["SST-2/dev.tsv"], progress.Add);

        Assert.Equal("sentence\tlabel\ngood\t1\n", File.ReadAllText(Path.Combine(folder, "SST-2", "dev.tsv")));
        Assert.False(Directory.Exists(Path.Combine(folder, "SST-2", "original")));
        Assert.Equal([folder, folder + ".lock"], Directory.GetFileSystemEntries(_folder.Path).Order());
        Assert.Contains(new FetchProgress("downloading", zip.Length, zip.Length), progress);
        Assert.Contains(new FetchProgress("extracting", 1, null), progress);
    }

    [Fact]
    public async Task A_gzipped_tar_is_extracted_without_its_links()
    {
        byte[] tar = TarGz(tar =>
        {
            Add(tar, "aclImdb/test/pos/0_9.txt", "good");
            Add(tar, "aclImdb/train/unsup/0_0.txt", "left");
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "aclImdb/test/pos/1_9.txt") { LinkName = "/etc/passwd" });
        });
        using LoopbackServer server = Serving(tar);

        string folder = await FetchAsync(server, tar, "aclImdb_v1.tar.gz", ["aclImdb/test/pos/"]);

        string file = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Equal("good", File.ReadAllText(file));
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        byte[] zip = Zip(("a.tsv", "x"));
        using LoopbackServer server = Serving(zip);

        await FetchAsync(server, zip, "a.zip", ["a.tsv"]);
        await FetchAsync(server, zip, "a.zip", ["a.tsv"]);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped()
    {
        byte[] zip = Zip(("a.tsv", Noise(200_000)));
        using LoopbackServer server = Serving(zip, cut: 2);

        string folder = await FetchAsync(server, zip, "a.zip", ["a.tsv"]);

        Assert.True(File.Exists(Path.Combine(folder, "a.tsv")));
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests.Skip(1), request => Assert.StartsWith("bytes=", request.Header("range")));
    }

    [Fact]
    public async Task What_an_earlier_process_left_is_gone_on_from()
    {
        byte[] zip = Zip(("a.tsv", Noise(200_000)));
        using LoopbackServer server = Serving(zip);
        File.WriteAllBytes(_folder.File("set.zip.incomplete"), zip[..1000]);

        await FetchAsync(server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal(["bytes=1000-"], server.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task A_leftover_that_is_no_beginning_of_the_archive_is_thrown_away()
    {
        byte[] zip = Zip(("a.tsv", Noise(200_000)));
        using LoopbackServer server = Serving(zip);
        File.WriteAllBytes(_folder.File("set.zip.incomplete"), new byte[1000]);

        await FetchAsync(server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal(["bytes=1000-", null], server.Requests.Select(request => request.Header("range")));
    }

    [Fact]
    public async Task A_server_without_ranges_is_read_from_the_start()
    {
        byte[] zip = Zip(("a.tsv", Noise(200_000)));
        int asked = 0;
        using LoopbackServer server = new(_ => new LoopbackReply(200, zip) { CutAfter = asked++ == 0 ? 1000 : null });

        string folder = await FetchAsync(server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal(200_000, new FileInfo(Path.Combine(folder, "a.tsv")).Length);
    }

    [Fact]
    public async Task A_server_in_trouble_is_asked_again()
    {
        byte[] zip = Zip(("a.tsv", "x"));
        int asked = 0;
        using LoopbackServer server = new(request => asked++ < 2 ? new LoopbackReply(503, []) : LoopbackReply.Bytes(zip, request));

        await FetchAsync(server, zip, "a.zip", ["a.tsv"]);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_missing_archive_says_what_to_do_and_leaves_nothing_that_looks_whole()
    {
        byte[] zip = Zip(("a.tsv", "x"));
        using LoopbackServer server = new(_ => new LoopbackReply(404, []));

        IOException error = await Assert.ThrowsAsync<IOException>(() => FetchAsync(server, zip, "a.zip", ["a.tsv"]));

        Assert.StartsWith($"could not fetch set: {server.Address}a.zip: the server answers 404", error.Message);
        Assert.EndsWith("run it again to go on, or put the files into a folder and name it with --data-dir", error.Message);
        Assert.Single(server.Requests);
        Assert.False(Directory.Exists(_folder.File("set")));
    }

    [Fact]
    public async Task Other_bytes_than_the_known_archives_are_refused()
    {
        byte[] zip = Zip(("a.tsv", "x"));
        byte[] tampered = [.. zip];
        tampered[^1] ^= 1;
        using LoopbackServer server = Serving(tampered);

        IOException error = await Assert.ThrowsAsync<IOException>(() => FetchAsync(server, zip, "a.zip", ["a.tsv"]));

        Assert.Contains($"the bytes that came do not have the announced hash {Convert.ToHexStringLower(SHA256.HashData(zip))}", error.Message);
        Assert.False(Directory.Exists(_folder.File("set")));
        Assert.False(File.Exists(_folder.File("set.zip.incomplete")));
    }

    [Fact]
    public async Task An_archive_of_another_size_is_refused_before_it_is_read()
    {
        byte[] zip = Zip(("a.tsv", "x"));
        using LoopbackServer server = Serving([.. zip, 0]);

        IOException error = await Assert.ThrowsAsync<IOException>(() => FetchAsync(server, zip, "a.zip", ["a.tsv"]));

        Assert.Contains($"the server has {zip.Length + 1} bytes, expected {zip.Length}", error.Message);
    }

    [Theory]
    [InlineData("../outside.tsv")]
    [InlineData("a/../../outside.tsv")]
    [InlineData("/tmp/outside.tsv")]
    public async Task A_path_that_leads_out_of_the_folder_is_refused(string path)
    {
        foreach ((string file, byte[] archive) in new[] { ("a.zip", Zip((path, "x"))), ("a.tar.gz", TarGz(tar => Add(tar, path, "x"))) })
        {
            using LoopbackServer server = Serving(archive);

            InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(server, archive, file, [""]));

            Assert.Contains($"the path '{path}' in it leads out of the target folder", error.Message);
            Assert.Empty(Directory.GetDirectories(_folder.Path));
        }
    }

    [Theory]
    [InlineData("a.tsv\0", "a damaged archive")]
    [InlineData(".", "leads out of the target folder")]
    [InlineData("a.tsv", "already exists")]
    [InlineData("folder", "already exists")]
    public async Task A_name_that_can_be_no_file_is_told(string name, string problem)
    {
        byte[] archive = Zip(("a.tsv", "x"), ("folder/b.tsv", "x"), (name, "y"));
        using LoopbackServer server = Serving(archive);

        Exception? error = await Record.ExceptionAsync(() => FetchAsync(server, archive, "a.zip", [""]));

        Assert.True(error is InvalidDataException or IOException, error?.ToString());
        Assert.Contains(problem, error!.Message);
        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public async Task A_header_that_is_no_header_is_a_damaged_archive()
    {
        byte[] tar = new byte[1024];
        "data/a.txt"u8.CopyTo(tar);
        tar.AsSpan(124, 12).Fill(0xff);
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress))
        {
            gzip.Write(tar);
        }

        using LoopbackServer server = Serving(packed.ToArray());

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(server, packed.ToArray(), "a.tar.gz", [""]));

        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task An_archive_without_the_wanted_files_is_refused()
    {
        byte[] zip = Zip(("b.tsv", "x"));
        using LoopbackServer server = Serving(zip);

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(server, zip, "a.zip", ["a.tsv"]));

        Assert.EndsWith("none of set's files is in it (a.tsv)", error.Message);
    }

    [Fact]
    public async Task A_second_process_waits_for_the_first_and_says_so()
    {
        byte[] zip = Zip(("a.tsv", "x"));
        using LoopbackServer server = Serving(zip);
        List<FetchProgress> progress = [];
        FileLock held = await FileLock.AcquireAsync(_folder.File("set.lock"));
        Task<string> waiting = FetchAsync(server, zip, "a.zip", ["a.tsv"], progress.Add);
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

    // Answers with a body or the part that is asked for; the first so many answers break off in the middle.
    private static LoopbackServer Serving(byte[] body, int cut = 0)
    {
        int asked = 0;
        return new LoopbackServer(request => LoopbackReply.Bytes(body, request) is var reply && asked++ < cut
            ? reply with { CutAfter = reply.Body.Length / 2 }
            : reply);
    }

    private static byte[] Zip(params (string Path, string Content)[] files)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create))
        {
            foreach ((string path, string content) in files)
            {
                using StreamWriter writer = new(zip.CreateEntry(path).Open());
                writer.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] TarGz(Action<TarWriter> write)
    {
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionMode.Compress))
        using (TarWriter tar = new(gzip))
        {
            write(tar);
        }

        return bytes.ToArray();
    }

    private static void Add(TarWriter tar, string path, string content)
    {
        using MemoryStream data = new(System.Text.Encoding.UTF8.GetBytes(content));
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = data });
    }

    // Text that does not compress, so that the archive is larger than one network read.
    private static string Noise(int length)
    {
        Random random = new(1);
        return string.Create(length, random, (span, r) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = (char)r.Next(' ', 127);
            }
        });
    }

    private Task<string> FetchAsync(
        LoopbackServer server, byte[] expected, string file, string[] keep, Action<FetchProgress>? progress = null)
    {
        DatasetArchive archive = new(
            new Uri(server.Address, file), expected.Length, Convert.ToHexStringLower(SHA256.HashData(expected)), keep);
        return new DatasetFetcher(_folder.Path, ImpatientDownload.Settings).FetchAsync("set", archive, progress, TestContext.Current.CancellationToken);
    }
}
