using System.Runtime.CompilerServices;

namespace LogitLens.TestSupport;

/// <summary>
/// Output that somebody has looked at and found right, kept beside the test. What differs from it fails the test and is written beside it as
/// <c>*.received.*</c>: look at both, and move the received file over the approved one where the new output is right.
/// </summary>
internal static class Approved
{
    /// <summary>Compares a text with the approved one.</summary>
    /// <param name="text">The output.</param>
    /// <param name="name">What it is of; a file name without an ending.</param>
    /// <param name="extension">The file's ending: <c>txt</c>, <c>svg</c>.</param>
    /// <param name="test">The test's source file, beside which the folder of approved files lies.</param>
    public static void Matches(string text, string name, string extension = "txt", [CallerFilePath] string test = "")
    {
        string folder = Path.Combine(SourceFolder(test), "Approved");
        string approved = Path.Combine(folder, $"{name}.approved.{extension}"), received = Path.Combine(folder, $"{name}.received.{extension}");
        string own = text.ReplaceLineEndings("\n");
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == own)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(received, own);
        Assert.Fail($"the output differs from the approved one; look at both, and if the new one is right: mv {received} {approved}");
    }

    // Builds may map paths of sources to others; the tests' own folder is found from the repository's root.
    private static string SourceFolder(string test)
    {
        string folder = Path.GetDirectoryName(test)!;
        int tests = folder.Replace('\\', '/').LastIndexOf("/tests/", StringComparison.Ordinal);
        return Directory.Exists(folder) || tests < 0 ? folder : Path.Combine(SharedFiles.RepositoryRoot, folder[(tests + 1)..]);
    }
}
