namespace LogitLens.Datasets.Catalogue;

/// <summary>Finds a split's file in a folder.</summary>
internal static class SplitLocator
{
    private const int NamesShown = 8;

    /// <summary>The first of an entry's places for a split that exists, and how to read it; null where there is none.</summary>
    /// <exception cref="InputException">Several files fit the place.</exception>
    public static (string Path, SplitFile File)? Find(CatalogueEntry entry, string split, string folder)
    {
        foreach (SplitFile file in entry.Files.Where(file => file.Split == split))
        {
            string[] matches = Matches(folder, file.Pattern);
            if (matches.Length > 1)
            {
                throw new InputException(
                    $"{folder}: several files may be {entry.Name}'s split '{split}' ({string.Join(", ", matches.Select(Path.GetFileName))}); leave one in the folder");
            }

            if (matches.Length == 1)
            {
                return (matches[0], file);
            }
        }

        return null;
    }

    /// <summary>The error for a split that is not there: what was looked for, and what there is.</summary>
    public static InputException Missing(CatalogueEntry entry, string split, string folder)
    {
        string expected = string.Join(" or ", entry.Files.Where(file => file.Split == split).Select(file => file.Pattern));
        string[] names = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToArray();
        string there = names.Length == 0 ? "nothing" : string.Join(", ", names.Take(NamesShown)) + (names.Length > NamesShown ? ", ..." : "");
        return new InputException($"{folder}: no split '{split}' of {entry.Name}: expected {expected}; there is {there}");
    }

    /// <summary>Files or folders that fit a relative pattern, in order.</summary>
    public static string[] Matches(string folder, string pattern)
    {
        string parent = Path.Combine(folder, Path.GetDirectoryName(pattern) ?? "");
        return Directory.Exists(parent)
            ? Directory.EnumerateFileSystemEntries(parent, Path.GetFileName(pattern)).Order(StringComparer.Ordinal).ToArray()
            : [];
    }
}
