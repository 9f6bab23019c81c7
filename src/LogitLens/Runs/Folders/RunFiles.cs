namespace LogitLens.Runs;

/// <summary>Tells a run's own files from what its user put beside them.</summary>
internal static class RunFiles
{
    private static readonly string[] s_own =
    [
        RunManifest.FileName, RunFolder.RecordsFile, RecordSums.FileName, RunFolder.SetupFile, RunFolder.PromptsFile, RunFolder.ResultsFile,
        RunFolder.LogFile,
    ];

    // What runs of earlier versions wrote, whose manifests do not list it.
    private static readonly string[] s_ownExtensions = [".csv", ".safetensors"];

    /// <summary>Whether nothing is in a folder but what a process left that died before its manifest was there.</summary>
    public static bool AreMissing(string folder) => Directory.EnumerateFileSystemEntries(folder)
        .Select(entry => Path.GetFileName(entry))
        .All(name => name is RunFolder.LockFile or RunFolder.LogFile || AtomicFile.IsTemporary(name) || RunReplacement.IsPart(name));

    /// <summary>Removes what a run wrote, its manifest last, and leaves what others put there.</summary>
    public static void Remove(string folder)
    {
        IReadOnlyList<string>? listed = Listed(folder);
        foreach (string file in Directory.EnumerateFiles(folder).OrderBy(file => Path.GetFileName(file) == RunManifest.FileName))
        {
            string name = Path.GetFileName(file);
            if (s_own.Contains(name) || AtomicFile.IsTemporary(name) || RunLoop.IsCheckpoint(name)
                || (listed is null && s_ownExtensions.Contains(Path.GetExtension(name))))
            {
                File.Delete(file);
            }
        }

        foreach (string name in (listed ?? []).Where(name => File.Exists(Path.Combine(folder, name))))
        {
            File.Delete(Path.Combine(folder, name));
            RemoveIfEmpty(folder, Path.GetDirectoryName(name)!);
        }

        string figures = Path.Combine(folder, RunFolder.FiguresFolder);
        if (Directory.Exists(figures))
        {
            Directory.Delete(figures, recursive: true);
        }
    }

    private static void RemoveIfEmpty(string folder, string within)
    {
        string path = Path.Combine(folder, within);
        if (within.Length > 0 && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }

    private static IReadOnlyList<string>? Listed(string folder)
    {
        try
        {
            return RunManifest.TryLoad(folder)?.Files;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
