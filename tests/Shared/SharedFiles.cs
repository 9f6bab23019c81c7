namespace LogitLens.TestSupport;

/// <summary>
/// Public data and golden references that lie beside the repository and are not part of it.
/// Tests that need them skip, with the reason, where they are absent.
/// </summary>
internal static class SharedFiles
{
    /// <summary>The folder that holds this repository.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>A path under the shared folder (<c>INTERP_SHARED</c>, or <c>../shared</c>); the running test skips if it does not exist.</summary>
    public static string Require(string relative)
    {
        string root = Environment.GetEnvironmentVariable("INTERP_SHARED") ?? Path.Combine(RepositoryRoot, "..", "shared");
        string path = Path.GetFullPath(Path.Combine(root, relative));
        Assert.SkipUnless(Path.Exists(path), $"needs {relative} in the shared folder beside the repository (or INTERP_SHARED)");
        return path;
    }

    private static string FindRepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LogitLens.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("LogitLens.sln not found above " + AppContext.BaseDirectory);
    }
}
