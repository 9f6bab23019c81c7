using System.Formats.Tar;
using System.IO.Compression;

namespace LogitLens.Datasets;

/// <summary>Extracts the wanted files of a .zip or .tar.gz, and nothing that would land outside the target folder.</summary>
internal static class ArchiveExtraction
{
    /// <summary>Extracts into a folder.</summary>
    /// <param name="isZip">Zip, else gzipped tar.</param>
    /// <param name="keep">Beginnings of the paths that are wanted.</param>
    /// <param name="onFile">Told how many files are done.</param>
    /// <returns>How many files were extracted.</returns>
    /// <exception cref="InvalidDataException">The archive is damaged, or a path in it leads out of the folder.</exception>
    public static int Run(
        string archive, bool isZip, IReadOnlyList<string> keep, string target, Action<int>? onFile, CancellationToken cancellation)
    {
        int count = 0;
        try
        {
            foreach ((string name, Stream content) in isZip ? ZipFiles(archive) : TarFiles(archive))
            {
                cancellation.ThrowIfCancellationRequested();
                string path = Inside(target, name, archive);
                if (keep.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal)))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
                    content.CopyTo(file);
                    onFile?.Invoke(++count);
                }
            }
        }
        catch (Exception e) when (e is not (InvalidDataException or IOException or OperationCanceledException))
        {
            // Whatever the system's readers say of headers that are no headers, and the file system of a name that is a folder's already.
            throw new InvalidDataException($"{archive}: a damaged archive: {e.Message}", e);
        }

        return count;
    }

    private static IEnumerable<(string Name, Stream Content)> ZipFiles(string archive)
    {
        using ZipArchive zip = ZipFile.OpenRead(archive);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            using Stream content = entry.Open();
            yield return (entry.FullName, content);
        }
    }

    private static IEnumerable<(string Name, Stream Content)> TarFiles(string archive)
    {
        using FileStream file = File.OpenRead(archive);
        using GZipStream gzip = new(file, CompressionMode.Decompress);
        using TarReader tar = new(gzip);
        while (tar.GetNextEntry() is TarEntry entry)
        {
            // Links, which could point anywhere, and devices have no place in a dataset.
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                yield return (entry.Name, entry.DataStream ?? Stream.Null);
            }
        }
    }

    private static string Inside(string target, string name, string archive)
    {
        string root = Path.GetFullPath(target) + Path.DirectorySeparatorChar;
        string path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"{archive}: the path '{name}' in it leads out of the target folder; nothing of it is used");
    }
}
