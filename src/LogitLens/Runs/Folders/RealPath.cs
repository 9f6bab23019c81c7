namespace LogitLens.Runs;

/// <summary>Paths as the file system knows them: absolute, with every link followed.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    private static readonly StringComparison s_comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The path without links; parts that do not exist stay as they are.</summary>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Resolve(full, MostLinks);
    }

    /// <summary>Whether a path is a folder or lies somewhere in it; both as <see cref="Of"/> gives them.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.Equals(folder, s_comparison)
        || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, s_comparison);

    private static string Resolve(string full, int links)
    {
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        string here = Path.Combine(Resolve(parent, links), Path.GetFileName(full));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return entry.LinkTarget is { } target && links > 0
            ? Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, Path.GetDirectoryName(here)!)), links - 1)
            : here;
    }
}
