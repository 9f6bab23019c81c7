using LogitLens.TestSupport;

namespace LogitLens.Tests.Fuzz;

/// <summary>
/// Where a parser under test reads and writes: the folder <c>inside</c> is its to write to, and the files that the test itself wrote lie beside it. Anything
/// else that appears there, or at
/// <see cref="Elsewhere"/>, got out.
/// </summary>
internal sealed class FuzzFolder : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly HashSet<string> _written = [];

    /// <summary>The only folder that a parser may write to.</summary>
    public string Inside => _root.File("inside");

    /// <summary>An absolute path that inputs name and that must never come to be.</summary>
    public static string Elsewhere { get; } = Path.Combine(Path.GetTempPath(), "interp-fuzz-elsewhere");

    /// <summary>Writes the input, or a file that goes with it, and returns its path.</summary>
    public string Write(string name, byte[] content)
    {
        string path = _root.File(name);
        _written.Add(path);
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(content);
        return path;
    }

    /// <summary>What appeared where nothing may; null for nothing. What is inside is removed.</summary>
    public string? FindEscape()
    {
        if (Directory.Exists(Inside))
        {
            Directory.Delete(Inside, recursive: true);
        }

        return Path.Exists(Elsewhere) ? Elsewhere : Directory.EnumerateFileSystemEntries(_root.Path).FirstOrDefault(path => !_written.Contains(path));
    }

    public void Dispose() => _root.Dispose();
}
