using System.Text.RegularExpressions;

namespace LogitLens.Datasets.Readers;

/// <summary>
/// IMDB's reviews carry HTML line breaks. A run of them, with the white space about it, becomes one space, not a line end: prompts are
/// built of lines, and a text with lines of its own would look like the next example.
/// </summary>
internal static partial class HtmlBreaks
{
    /// <summary>The text with its <c>&lt;br /&gt;</c>s replaced.</summary>
    public static string Replace(string text) => text.Contains('<') ? Breaks().Replace(text, " ") : text;

    [GeneratedRegex(@"\s*(?:<br\s*/?>\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();
}
