using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using LogitLens.Datasets;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Catalogue;

/// <summary>A dataset's archive, made up, served on this machine and fetched with little patience.</summary>
internal static class FakeArchive
{
    public static byte[] Zip(params (string Path, string Content)[] files)
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

    public static byte[] TarGz(Action<TarWriter> write)
    {
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionMode.Compress))
        using (TarWriter tar = new(gzip))
        {
            write(tar);
        }

        return bytes.ToArray();
    }

    public static void Add(this TarWriter tar, string path, string content)
    {
        using MemoryStream data = new(Encoding.UTF8.GetBytes(content));
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = data });
    }

    /// <summary>Text that does not compress, so that the archive is larger than one network read.</summary>
    public static string Noise(int length)
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

    /// <summary>Answers with a body or the part that is asked for; the first so many answers break off in the middle.</summary>
    public static LoopbackServer Serving(byte[] body, int cut = 0)
    {
        int asked = 0;
        return new LoopbackServer(request => LoopbackReply.Bytes(body, request) is var reply && asked++ < cut
            ? reply with { CutAfter = reply.Body.Length / 2 }
            : reply);
    }

    /// <summary>Fetches the dataset "set" from the server, as if these bytes were what its archive should be.</summary>
    public static Task<string> FetchAsync(
        TemporaryFolder cache, LoopbackServer server, byte[] expected, string file, string[] keep, Action<FetchProgress>? progress = null)
    {
        DatasetArchive archive = new(
            new Uri(server.Address, file), expected.Length, Convert.ToHexStringLower(SHA256.HashData(expected)), keep);
        return new DatasetFetcher(cache.Path, ImpatientDownload.Settings).FetchAsync("set", archive, progress, TestContext.Current.CancellationToken);
    }
}
