namespace LogitLens.Runs;

/// <summary>
/// A run that is to replace the one in a folder. It is made in a folder of its own inside, and takes the old run's place once it is done: until
/// then the old one stays as it is, whatever becomes of the new. The change is made in steps, each of which can be taken again after a crash:
/// <c>.replacing</c> (being made) becomes <c>.replacement</c> (whole), the old run's files go, <c>.replacement</c> becomes <c>.incoming</c>, and
/// its files move up.
/// </summary>
internal static class RunReplacement
{
    private const string Whole = ".replacement";
    private const string Incoming = ".incoming";

    public const string Making = ".replacing";

    /// <summary>Whether the name is of a replacement's folder, in any state.</summary>
    public static bool IsPart(string name) => name is Making or Whole or Incoming;

    /// <summary>Where the run that is to replace the one in a folder is made.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, Making);

    /// <summary>Puts the run that was made in the old one's place.</summary>
    public static void Complete(string folder)
    {
        Directory.Move(PathIn(folder), Path.Combine(folder, Whole));
        Settle(folder);
    }

    /// <summary>Finishes a change that a crash cut short; does nothing where there is none.</summary>
    public static void Settle(string folder)
    {
        string whole = Path.Combine(folder, Whole), incoming = Path.Combine(folder, Incoming);
        if (Directory.Exists(whole))
        {
            RunFiles.Remove(folder);
            Directory.Move(whole, incoming);
        }

        if (Directory.Exists(incoming))
        {
            foreach (string file in Directory.EnumerateFiles(incoming, "*", SearchOption.AllDirectories).ToList())
            {
                string target = Path.Combine(folder, Path.GetRelativePath(incoming, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(file, target, overwrite: true);
            }

            Directory.Delete(incoming, recursive: true);
        }
    }
}
