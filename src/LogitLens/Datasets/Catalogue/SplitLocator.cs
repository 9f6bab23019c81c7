namespace LogitLens.Datasets;

/// <summary>Finds a split's file in a folder.</summary>
internal static class SplitLocator
{
    private const int NamesShown = 8;
    private const int FoldersTried = 50;

    /// <summary>The first of an entry's places for a split that exists, and how to read it; null where there is none.</summary>
    /// <exception cref="InputException">Several files fit the place.</exception>
    public static (string Path, SplitFile File)? Find(CatalogueEntry entry, string split, string folder)
    {
        foreach (SplitFile file in entry.Files.Where(file => file.Split == split))
        {
            string[] matches = Matches(folder, file.Pattern);
            if (matches.Length > 1)
            {
                string names = string.Join(", ", matches.Select(Path.GetFileName));
                throw new InputException(
                    $"{folder}: several files may be {entry.Name}'s split '{split}' ({names}); leave one in the folder");
            }

            if (matches.Length == 1)
            {
                return (matches[0], file);
            }
        }

        return null;
    }

    /// <summary>The error for a split that is not there: what was looked for, and what there is.</summary>
    public static InputException Missing(CatalogueEntry entry, string split, IEnumerable<string> patterns, string folder)
    {
        string expected = string.Join(" or ", patterns);
        string[] paths = Matches(folder, "*");
        string shown = string.Join(", ", paths.Take(NamesShown).Select(Path.GetFileName)) + (paths.Length > NamesShown ? ", ..." : "");
        string there = paths.Length == 0 ? "nothing" : shown;
        string[] deeper = [.. Below(folder, levels: 2).Where(each => patterns.Any(pattern => Matches(each, pattern).Length > 0))];

        // Datasets name their files alike; a folder of the dataset's own name is the one that is meant.
        deeper = deeper.Any(IsNamed) ? [.. deeper.Where(IsNamed)] : deeper;
        bool IsNamed(string path) => Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Contains(entry.Name);
        string hint = deeper.Length == 0 ? "" : $" (did you mean --data-dir {string.Join(" or ", deeper)}?)";
        return new InputException($"{folder}: no split '{split}' of {entry.Name}: expected {expected}; there is {there}{hint}");
    }

    private static IEnumerable<string> Below(string folder, int levels) => levels == 0
        ? []
        : Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Take(FoldersTried).SelectMany(each => Below(each, levels - 1).Prepend(each));

    /// <summary>Files or folders that fit a relative pattern, in order.</summary>
    public static string[] Matches(string folder, string pattern)
    {
        string parent = Path.Combine(folder, Path.GetDirectoryName(pattern) ?? "");
        return Directory.Exists(parent)
            ? Directory.EnumerateFileSystemEntries(parent, Path.GetFileName(pattern)).Order(StringComparer.Ordinal).ToArray()
            : [];
    }
}
