namespace LogitLens.Cli.Terminal;

/// <summary>Breaks text at spaces.</summary>
internal static class WordWrap
{
    /// <summary>Lines no wider than given, but for words that are wider themselves, such as paths.</summary>
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
