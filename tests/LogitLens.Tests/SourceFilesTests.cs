using LogitLens.TestSupport;

namespace LogitLens.Tests;

/// <summary>What holds of every source file and is enforced by nothing else.</summary>
public sealed class SourceFilesTests
{
    private const int LongestLine = 160;
    private const int MostLines = 300;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    public void No_line_is_longer_than_a_reader_sees_at_once(string folder) => Assert.Empty(
        from path in Sources(Path.Combine(SharedFiles.RepositoryRoot, folder))
        from line in File.ReadLines(path).Index()
        where line.Item.Length > LongestLine
        select $"{Path.GetRelativePath(SharedFiles.RepositoryRoot, path)}, line {line.Index + 1}: {line.Item.Length} characters");

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    public void No_file_has_more_lines_than_one_idea_takes(string folder) => Assert.Empty(
        from path in Sources(Path.Combine(SharedFiles.RepositoryRoot, folder))
        let lines = File.ReadLines(path).Count()
        where lines > MostLines
        select $"{Path.GetRelativePath(SharedFiles.RepositoryRoot, path)}: {lines} lines");

    // What is built lies among the sources, under bin and obj.
    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
