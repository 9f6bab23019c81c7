using System.Formats.Tar;
using System.IO.Compression;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Catalogue;

public sealed class ArchiveExtractionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_gzipped_tar_is_extracted_without_its_links()
    {
        byte[] tar = FakeArchive.TarGz(tar =>
        {
            tar.Add("aclImdb/test/pos/0_9.txt", "good");
            tar.Add("aclImdb/train/unsup/0_0.txt", "left");
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "aclImdb/test/pos/1_9.txt") { LinkName = "/etc/passwd" });
        });
        using LoopbackServer server = FakeArchive.Serving(tar);

        string folder = await FakeArchive.FetchAsync(_folder, server, tar, "aclImdb_v1.tar.gz", ["aclImdb/test/pos/"]);

        string file = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Equal("good", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("../outside.tsv")]
    [InlineData("a/../../outside.tsv")]
    [InlineData("/tmp/outside.tsv")]
    public async Task A_path_that_leads_out_of_the_folder_is_refused(string path)
    {
        foreach ((string file, byte[] archive) in new[] { ("a.zip", FakeArchive.Zip((path, "x"))), ("a.tar.gz", FakeArchive.TarGz(tar => tar.Add(path, "x"))) })
        {
            using LoopbackServer server = FakeArchive.Serving(archive);

            InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => FakeArchive.FetchAsync(_folder, server, archive, file, [""]));

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
        byte[] archive = FakeArchive.Zip(("a.tsv", "x"), ("folder/b.tsv", "x"), (name, "y"));
        using LoopbackServer server = FakeArchive.Serving(archive);

        Exception? error = await Record.ExceptionAsync(() => FakeArchive.FetchAsync(_folder, server, archive, "a.zip", [""]));

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

        using LoopbackServer server = FakeArchive.Serving(packed.ToArray());

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(
            () => FakeArchive.FetchAsync(_folder, server, packed.ToArray(), "a.tar.gz", [""]));

        Assert.DoesNotContain('\n', error.Message);
    }
}
