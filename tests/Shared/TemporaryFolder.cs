namespace LogitLens.TestSupport;

/// <summary>A fresh folder for one test, removed with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder's absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("interp-test-").FullName;

    /// <summary>Writes a UTF-8 file into the folder and returns its path.</summary>
    public string Write(string name, string content)
    {
        string path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    /// <summary>The path of a file in the folder, whether or not it exists.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
