using LogitLens.Downloads;

namespace LogitLens.Datasets;

/// <summary>How far a fetch has come.</summary>
/// <param name="Stage">"downloading" or "extracting".</param>
/// <param name="Done">Bytes downloaded, or files extracted.</param>
/// <param name="Total">Bytes there are to download; null where that is not known, as for files.</param>
public readonly record struct FetchProgress(string Stage, long Done, long? Total);

/// <summary>
/// Brings a public dataset into the cache: downloads its archive (resuming what an earlier attempt left), verifies size and SHA-256,
/// extracts what is wanted beside the final place and renames it there. The dataset's folder is there whole or not at all.
/// </summary>
/// <param name="cacheFolder">The cache, <see cref="DatasetFolders.Cache"/> usually.</param>
/// <param name="settings">How patient to be.</param>
public sealed class DatasetFetcher(string cacheFolder, DownloadSettings settings)
{
    /// <summary>Fetches a dataset of the catalogue, unless it is there.</summary>
    /// <returns>The folder with its files.</returns>
    /// <exception cref="InputException">The name is unknown, or the dataset has no public archive.</exception>
    /// <exception cref="IOException">The download or the disk failed; the message says what to do without a network.</exception>
    public Task<string> FetchAsync(string name, Action<FetchProgress>? progress = null, CancellationToken cancellation = default)
    {
        string[] fetchable = DatasetCatalogue.Entries.Where(entry => entry.Archive is not null).Select(entry => entry.Name).ToArray();
        if (DatasetCatalogue.Find(name) is not CatalogueEntry known)
        {
            throw new InputException($"no dataset '{name}' to fetch; those with a public archive are {string.Join(", ", fetchable)}");
        }

        if (known.IsBundled)
        {
            throw new InputException($"{name} comes with the program and needs no fetching");
        }

        return known.Archive is DatasetArchive archive
            ? FetchAsync(name, archive, progress, cancellation)
            : throw new InputException(
                $"{name} has no archive to fetch; get its files from its makers ({known.ComesFrom}) and name their folder with --data-dir");
    }

    /// <summary>Fetches an archive under a name, unless its folder is there.</summary>
    internal async Task<string> FetchAsync(
        string name, DatasetArchive archive, Action<FetchProgress>? progress, CancellationToken cancellation)
    {
        string folder = Path.Combine(cacheFolder, name);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        void ReportWaiting() => progress?.Invoke(new FetchProgress("waiting for another process that downloads", 0, null));
        using FileLock held = await FileLock.AcquireAsync(folder + ".lock", ReportWaiting, cancellation).ConfigureAwait(false);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        string file = Path.Combine(cacheFolder, $"{name}{(IsZip(archive) ? ".zip" : ".tar.gz")}");
        await DownloadAsync(name, archive, file, progress, cancellation).ConfigureAwait(false);
        Extract(name, archive, file, folder, progress, cancellation);
        File.Delete(file);
        return folder;
    }

    private async Task DownloadAsync(
        string name, DatasetArchive archive, string file, Action<FetchProgress>? progress, CancellationToken cancellation)
    {
        using HttpTransport transport = new(settings.Timeout, archive.Url);
        FileRequest request = new(archive.Url, file)
        {
            Size = archive.Bytes,
            Digest = new ExpectedHash(ExpectedHash.Algorithm.Sha256, archive.Sha256),
            LockPath = null,
        };
        try
        {
            await new FileDownloader(transport, settings).FetchAsync(request, new Downloading(progress), cancellation).ConfigureAwait(false);
        }
        catch (DownloadException e)
        {
            throw new IOException(
                $"could not fetch {name}: {e.Message}; run it again to go on, or put the files into a folder and name it with --data-dir",
                e);
        }
    }

    private static bool IsZip(DatasetArchive archive) => archive.Url.AbsolutePath.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static void Extract(
        string name, DatasetArchive archive, string file, string folder, Action<FetchProgress>? progress, CancellationToken cancellation)
    {
        // What a process has left that died in the middle goes: this one holds the lock.
        string extracting = folder + ".extracting-", beside = extracting + Guid.NewGuid().ToString("N");
        foreach (string left in Directory.EnumerateDirectories(Path.GetDirectoryName(folder)!, Path.GetFileName(extracting) + "*"))
        {
            Directory.Delete(left, recursive: true);
        }

        try
        {
            Directory.CreateDirectory(beside);
            Action<int> onFile = done => progress?.Invoke(new FetchProgress("extracting", done, null));
            int count = ArchiveExtraction.Run(file, IsZip(archive), archive.Keep, beside, onFile, cancellation);
            if (count == 0)
            {
                throw new InvalidDataException($"{file}: none of {name}'s files is in it ({string.Join(", ", archive.Keep)})");
            }

            if (!Directory.Exists(folder))
            {
                Directory.Move(beside, folder);
            }
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }

    private sealed class Downloading(Action<FetchProgress>? progress) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => progress?.Invoke(new FetchProgress("downloading", value.Bytes, value.Total));
    }
}
