namespace LogitLens.Runs;

/// <summary>Finds the folder that a run began in, for <c>--resume</c> without <c>--output</c>.</summary>
internal static class RunFinder
{
    /// <summary>The latest run of the same options in a folder of runs: an unfinished one first; null if there is none.</summary>
    public static string? Latest(string parent, RunRequest request)
    {
        if (!Directory.Exists(parent))
        {
            return null;
        }

        return Directory.EnumerateDirectories(parent)
            .Select(folder => (Folder: folder, Manifest: Read(folder)))
            .Where(run => run.Manifest is not null && request.DifferenceFrom(run.Manifest) is null)
            .OrderBy(run => run.Manifest!.State == RunState.Done)
            .ThenByDescending(run => run.Manifest!.Started)
            .Select(run => run.Folder)
            .FirstOrDefault();
    }

    private static RunManifest? Read(string folder)
    {
        try
        {
            return RunManifest.TryLoad(folder);
        }
        catch (InputException)
        {
            // Somebody else's folder; not ours to complain about.
            return null;
        }
    }
}
