namespace LogitLens.Runs;

/// <summary>Finds out before anything is computed whether a run's folder can be made and written to.</summary>
internal static class WritableFolder
{
    /// <summary>Makes a folder, where it is not there.</summary>
    /// <exception cref="InputException">It cannot be made or written to.</exception>
    public static void Make(string path)
    {
        RequireNoFile(path);
        Probe(path, () => Directory.CreateDirectory(path).FullName);
    }

    /// <summary>Looks at the folder, or where it is not there at the nearest one that is.</summary>
    /// <exception cref="InputException">The folder cannot be made or written to.</exception>
    public static void Require(string path)
    {
        RequireNoFile(path);
        string? folder = Path.GetFullPath(path);
        while (folder is not null && !Directory.Exists(folder))
        {
            RequireNoFile(folder);
            folder = Path.GetDirectoryName(folder);
        }

        Probe(path, () => folder ?? ".");
    }

    private static void RequireNoFile(string path)
    {
        if (File.Exists(path))
        {
            throw new InputException($"{path} is a file; --output takes a folder");
        }
    }

    private static void Probe(string path, Func<string> folder)
    {
        try
        {
            string probe = Path.Combine(folder(), Guid.NewGuid() + AtomicFile.Unfinished);
            using FileStream file = new(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException && !DiskFull.Is(e)))
        {
            throw new InputException($"--output {path}: no folder can be made or written there ({e.Message.TrimEnd('.')}); choose another", e);
        }
    }
}
