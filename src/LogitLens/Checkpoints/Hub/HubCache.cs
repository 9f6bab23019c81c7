namespace LogitLens.Checkpoints;

/// <summary>
/// The Hub's cache on disk, in huggingface_hub's layout, so that Python and this program find each other's downloads:
/// <c>models--owner--name/blobs/ETAG</c> holds bytes, <c>snapshots/COMMIT/FILE</c> are relative links to them, <c>refs/REVISION</c> holds a
/// commit, <c>.no_exist/COMMIT/FILE</c> remembers that a file is not there.
/// </summary>
internal sealed class HubCache(string folder)
{
    /// <summary>The folder of a model's files at a commit.</summary>
    public string Snapshot(string repository, string commit) => Path.Combine(Repository(repository), "snapshots", commit);

    /// <summary>Where a file's bytes are.</summary>
    public string Blob(string repository, string etag) => Path.Combine(Repository(repository), "blobs", etag);

    /// <summary>The file whose lock allows writing the blob.</summary>
    public string Lock(string repository, string etag) => Path.Combine(folder, ".locks", FolderName(repository), etag + ".lock");

    /// <summary>The commit that a branch or tag stood for when it was last asked; null where it never was.</summary>
    public string? ReadRef(string repository, string revision)
    {
        string path = RefPath(repository, revision);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    /// <summary>Notes what a branch or tag stands for, where that is news: a cache that many share may be read-only.</summary>
    public void WriteRef(string repository, string revision, string commit)
    {
        if (ReadRef(repository, revision) == commit)
        {
            return;
        }

        string path = RefPath(repository, revision);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string part = $"{path}.{Guid.NewGuid():n}.part";
        File.WriteAllText(part, commit);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Whether a snapshot has the file; a link whose blob is gone does not count.</summary>
    public bool Has(string repository, string commit, string file) =>
        ModelFolder.HasBytes(Path.Combine(Snapshot(repository, commit), file));

    /// <summary>Whether the Hub once said that the file is not in this commit.</summary>
    public bool IsKnownAbsent(string repository, string commit, string file) => File.Exists(Absent(repository, commit, file));

    /// <summary>Notes that the file is not in this commit, where the cache can be written: it only saves a question.</summary>
    public void MarkAbsent(string repository, string commit, string file)
    {
        string path = Absent(repository, commit, file);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A read-only cache that has the model is as good as another.
        }
    }

    /// <summary>Gives a blob its file name in a snapshot.</summary>
    public void Link(string repository, string commit, string file, string etag)
    {
        string path = Path.Combine(Snapshot(repository, commit), file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            File.CreateSymbolicLink(part, Path.Combine("..", "..", "blobs", etag));
        }
        catch (Exception e) when (OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException)
        {
            // Windows gives links only to developers and administrators; huggingface_hub then moves the blob, too.
            File.Move(Blob(repository, etag), part);
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>The newest snapshot known of the model that has a config and all of its weights; null where there is none.</summary>
    public HubSnapshot? FindComplete(HubModelId id) => (
        from name in id.CacheNames
        let commit = id.IsCommit ? id.Revision : ReadRef(name, id.Revision)
        where commit is not null && IsComplete(Snapshot(name, commit))
        select new HubSnapshot(Snapshot(name, commit), name, commit)).FirstOrDefault();

    private static bool IsComplete(string snapshot)
    {
        if (!ModelFolder.HasBytes(Path.Combine(snapshot, "config.json")) || ModelFolder.FindWeights(snapshot) is not { } weights)
        {
            return false;
        }

        return !weights.EndsWith(".index.json", StringComparison.Ordinal)
            || ShardedCheckpoint.ShardNames(ShardedCheckpoint.ReadIndex(weights))
                .All(shard => ModelFolder.HasBytes(Path.Combine(snapshot, shard)));
    }

    private static string FolderName(string repository) => "models--" + repository.Replace("/", "--");

    private string Repository(string repository) => Path.Combine(folder, FolderName(repository));

    /// <summary>Where the commit of a branch or tag is noted.</summary>
    public string RefPath(string repository, string revision) => Path.Combine(Repository(repository), "refs", revision);

    private string Absent(string repository, string commit, string file) =>
        Path.Combine(Repository(repository), ".no_exist", commit, file);
}
