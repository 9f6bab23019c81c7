namespace LogitLens.Corpus;

/// <summary>Word lists written as text in the source.</summary>
internal static class WordTable
{
    /// <summary>The words of a text, split at any white space.</summary>
    public static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of a text, trimmed, without empty ones.</summary>
    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
