namespace LogitLens.Datasets;

/// <summary>Where datasets are when nothing else is said.</summary>
public static class DatasetFolders
{
    /// <summary>
    /// The bundled sets: the nearest folder <c>datasets</c> that has them, from the program's folder upwards, so that both an installed
    /// tool and a build inside the repository find theirs. Beside the program where there is none.
    /// </summary>
    /// <param name="programFolder">The program's folder.</param>
    public static string Bundled(string programFolder)
    {
        for (DirectoryInfo? folder = new(programFolder); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "datasets");
            if (File.Exists(Path.Combine(candidate, "reviews", "dev.tsv")))
            {
                return candidate;
            }
        }

        return Path.Combine(programFolder, "datasets");
    }

    /// <summary>
    /// What is fetched: <c>INTERP_DATA</c>, else <c>XDG_CACHE_HOME/interp/datasets</c>, else <c>~/.cache/interp/datasets</c>.
    /// </summary>
    /// <param name="environment">Reads an environment variable; null where it is not set.</param>
    public static string Cache(Func<string, string?> environment)
    {
        if (environment("INTERP_DATA") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        string cache = environment("XDG_CACHE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(environment("HOME") is { Length: > 0 } home ? home : Path.GetTempPath(), ".cache");
        return Path.Combine(cache, "interp", "datasets");
    }
}
