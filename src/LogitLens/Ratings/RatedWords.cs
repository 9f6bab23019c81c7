namespace LogitLens.Ratings;

/// <summary>A text of which people choose words, with the order in which each method puts its words, which raters do not see.</summary>
/// <param name="Id">What it is of.</param>
/// <param name="Context">The text, and what is asked about.</param>
/// <param name="Ranked">By method's name, the text's words, each once, the first by the method first.</param>
internal sealed record RatedWords(string Id, string Context, IReadOnlyDictionary<string, IReadOnlyList<string>> Ranked);

/// <summary>Words as people write them, brought to one form.</summary>
internal static class WrittenWords
{
    private static readonly char[] s_between = [',', ';', '/', '|'];

    /// <summary>The different words of what somebody wrote.</summary>
    /// <param name="text">Words with commas, semicolons, strokes or white space between them.</param>
    public static IReadOnlyList<string> Of(string text) =>
    [
        .. text.Split(s_between).SelectMany(part => part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(Form).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal),
    ];

    // Small letters, one kind of apostrophe, and no punctuation around.
    private static string Form(string word)
    {
        string small = word.ToLowerInvariant().Replace('’', '\'');
        int first = Array.FindIndex(small.ToCharArray(), char.IsLetterOrDigit), last = Array.FindLastIndex(small.ToCharArray(), char.IsLetterOrDigit);
        return first < 0 ? "" : small[first..(last + 1)];
    }
}
