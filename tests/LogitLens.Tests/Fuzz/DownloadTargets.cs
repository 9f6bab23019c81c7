using System.Formats.Tar;
using System.IO.Compression;
using LogitLens.Checkpoints;
using LogitLens.Datasets;
using LogitLens.Downloads;

namespace LogitLens.Tests.Fuzz;

/// <summary>What comes from elsewhere: archives, and names that become paths. Nothing lands outside the folder that it is meant for.</summary>
internal static class DownloadTargets
{
    private static readonly byte[][] s_paths =
    [
        .. FuzzTarget.Utf8(
            "../", "..", "/", "//", "./", "\\", "a/../../b", "inside/../../c", FuzzFolder.Elsewhere, "C:\\x", "\0", "~", "a", "data/a.txt", "data/", "é",
            "\n", new string('n', 300)),
    ];

    public static FuzzTarget Zip { get; } = new("archive.zip", [ZipOf("data/a.txt", "data/b/c.txt"), ZipOf("data/../../x"), ZipOf(FuzzFolder.Elsewhere)],
        s_paths, (input, folder) =>
        Extract(folder.Write("archive.zip", input), isZip: true, folder))
    {
        Errors = [typeof(InvalidDataException), typeof(IOException)],
    };

    /// <summary>The tar within, which a checksum of gzip's would hide from damage.</summary>
    public static FuzzTarget Tar { get; } = new("archive.tar.gz", [TarOf("data/a.txt"), TarOf("../x"), TarOf(FuzzFolder.Elsewhere)], s_paths, (input, folder) =>
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.NoCompression))
        {
            gzip.Write(input);
        }

        Extract(folder.Write("archive.tar.gz", packed.ToArray()), isZip: false, folder);
    })
    {
        Errors = [typeof(InvalidDataException), typeof(IOException)],
    };

    public static FuzzTarget HubNames { get; } = new(
        "Hub names",
        FuzzTarget.Utf8("openai-community/gpt2@main", "gpt2", "a/b@0123456789012345678901234567890123456789", "a/b@refs/pr/1"),
        [.. s_paths, .. FuzzTarget.Utf8("@", "--", "gpt2", "W/\"x\"", "\"")],
        (input, folder) =>
        {
            string text = FuzzTarget.Text(input);
            HubCache cache = new(folder.Inside);
            if (HubModelId.TryParse(text, out HubModelId? id))
            {
                Assert.All(id.CacheNames, name => RequireInside(folder, cache.Snapshot(name, "0"), cache.Blob(name, "0"), cache.Lock(name, "0"),
                    cache.RefPath(name, id.Revision)));
                Assert.True(HubModelId.TryParse(id.ToString(), out HubModelId? again) && again == id);
            }

            using HttpResponseMessage response = new();
            response.Headers.TryAddWithoutValidation("X-Repo-Commit", text);
            response.Headers.TryAddWithoutValidation("ETag", text);
            HubFile file = HubFile.Read(new Uri("http://hub.invalid/a/b/resolve/main/config.json"), response);
            RequireInside(folder, cache.Snapshot("a/b", file.Commit), cache.Blob("a/b", file.ETag), cache.Lock("a/b", file.ETag));
        })
    {
        Errors = [typeof(DownloadException)],
    };

    private static void Extract(string archive, bool isZip, FuzzFolder folder)
    {
        Directory.CreateDirectory(folder.Inside);
        ArchiveExtraction.Run(archive, isZip, [""], folder.Inside, onFile: null, CancellationToken.None);
    }

    private static void RequireInside(FuzzFolder folder, params string[] paths) =>
        Assert.All(paths, path => Assert.StartsWith(folder.Inside + Path.DirectorySeparatorChar, Path.GetFullPath(path), StringComparison.Ordinal));

    private static byte[] ZipOf(params string[] names)
    {
        MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write("content"u8);
            }
        }

        return stream.ToArray();
    }

    private static byte[] TarOf(string name)
    {
        MemoryStream stream = new();
        using (TarWriter tar = new(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1, 2, 3]) });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "data/link") { LinkName = FuzzFolder.Elsewhere });
        }

        return stream.ToArray();
    }
}
