namespace LogitLens.Cli;

/// <summary>Breaks text between words.</summary>
internal static class Wrapped
{
    /// <summary>The text with a line end wherever a line is full.</summary>
    public static string Text(string text, int width) => string.Join('\n', Lines(text, width));

    /// <summary>The lines; a word that is longer than a line has one of its own.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
