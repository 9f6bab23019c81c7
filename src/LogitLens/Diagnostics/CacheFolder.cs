using System.Diagnostics;
using LogitLens.Checkpoints;
using LogitLens.Datasets;

namespace LogitLens.Diagnostics;

/// <summary>A folder in which the program keeps what it has fetched.</summary>
/// <param name="What">What it keeps there.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">How much there is; null where there is no such folder.</param>
/// <param name="IsCounted">Whether all files were counted; a very large folder is left after a second.</param>
/// <param name="Entries">The models or datasets in it, by their folders' names.</param>
public sealed record CacheFolder(string What, string Path, long? Bytes, bool IsCounted, IReadOnlyList<string> Entries)
{
    private const string ModelPrefix = "models--";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The Hub's cache, which Python shares, and that of datasets.</summary>
    public static IReadOnlyList<CacheFolder> All()
    {
        CacheFolder models = Find("models from the Hub", HubSettings.FromEnvironment().CacheFolder);
        return
        [
            models with
            {
                Entries =
                [
                    .. models.Entries.Where(name => name.StartsWith(ModelPrefix, StringComparison.Ordinal))
                        .Select(name => name[ModelPrefix.Length..].Replace("--", "/", StringComparison.Ordinal)),
                ],
            },
            Find("datasets", DatasetFolders.Cache(Environment.GetEnvironmentVariable)),
        ];
    }

    /// <summary>Looks at a folder.</summary>
    internal static CacheFolder Find(string what, string path)
    {
        if (!Directory.Exists(path))
        {
            return new CacheFolder(what, path, null, IsCounted: true, []);
        }

        // A snapshot's links lead to files that are counted where they lie.
        EnumerationOptions files = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        long bytes = 0;
        Stopwatch clock = Stopwatch.StartNew();
        foreach (FileInfo file in new DirectoryInfo(path).EnumerateFiles("*", files))
        {
            bytes += file.Length;
            if (clock.Elapsed > s_patience)
            {
                return new CacheFolder(what, path, bytes, IsCounted: false, FoldersIn(path));
            }
        }

        return new CacheFolder(what, path, bytes, IsCounted: true, FoldersIn(path));
    }

    private static string[] FoldersIn(string path) =>
        [.. Directory.EnumerateDirectories(path).Select(folder => global::System.IO.Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
}
