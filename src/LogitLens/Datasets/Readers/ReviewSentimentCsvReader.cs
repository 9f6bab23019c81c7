using System.Text.RegularExpressions;
using LogitLens.Datasets.Tables;

namespace LogitLens.Datasets.Readers;

/// <summary>
/// IMDB as Kaggle's "IMDB Dataset.csv": header <c>review,sentiment</c>, quoted, labels "positive" and "negative".
/// <c>&lt;br /&gt;</c> becomes a space.
/// </summary>
internal static class ReviewSentimentCsvReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">A column is missing or a row is bad.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        using CsvTable table = CsvTable.Open(path);
        return ClassifiedRows.Read(
            table,
            options,
            options.TextColumn ?? "review",
            options.LabelColumn ?? "sentiment",
            options.Labels ?? LabelSet.Sentiment,
            HtmlBreaks.Replace);
    }
}

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
