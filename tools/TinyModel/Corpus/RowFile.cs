using System.Reflection;

namespace TinyModel.Corpus;

/// <summary>
/// A file of the folder Rows, which holds what was written by hand: headings that begin with <c>## </c>, rows below them, and above the
/// first heading what the file is. The program carries these files as resources.
/// </summary>
internal sealed class RowFile
{
    private const string HeadingMark = "## ";

    private readonly string _name;
    private readonly Dictionary<string, List<string>> _rows = [];

    private RowFile(string name, TextReader text)
    {
        _name = name;
        List<string> rows = [];
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith(HeadingMark, StringComparison.Ordinal))
            {
                _rows.Add(line[HeadingMark.Length..], rows = []);
            }
            else if (line.Length > 0)
            {
                rows.Add(line);
            }
        }
    }

    /// <summary>The file Rows/<paramref name="name"/>.txt.</summary>
    public static RowFile Open(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.txt")
            ?? throw new ArgumentException($"no file Rows/{name}.txt", nameof(name));
        using StreamReader text = new(stream);
        return new RowFile(name, text);
    }

    /// <summary>The rows under a heading.</summary>
    public IReadOnlyList<string> Lines(string heading) =>
        _rows.TryGetValue(heading, out List<string>? rows) ? rows : throw new ArgumentException($"Rows/{_name}.txt has no '{heading}'", nameof(heading));

    /// <summary>The words under a heading, however they are spread over rows.</summary>
    public IReadOnlyList<string> Words(string heading) => [.. Lines(heading).SelectMany(WordsOf)];

    /// <summary>The rows under a heading, each as its words.</summary>
    public IReadOnlyList<string[]> Tuples(string heading) => [.. Lines(heading).Select(WordsOf)];

    private static string[] WordsOf(string row) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
