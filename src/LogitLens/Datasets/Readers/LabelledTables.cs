using System.Text.RegularExpressions;

namespace LogitLens.Datasets;

/// <summary>Published tables of texts and labels, each as its makers write it. Where columns have names, options may choose others.</summary>
internal static class LabelledTables
{
    /// <summary>
    /// GLUE's SST-2 (Wang et al. 2019): tab-separated, header <c>sentence label</c>, no quoting, labels 0 (negative) and 1 (positive).
    /// The space that GLUE leaves after each sentence is trimmed.
    /// </summary>
    /// <exception cref="InputException">A column is missing, as is the label in GLUE's test.tsv, or a row is bad.</exception>
    public static Dataset Glue(string path, ReadOptions options) =>
        Read(SeparatedTable.WithHeader(path, '\t'), options, "sentence", "label", LabelSet.Sentiment);

    /// <summary>
    /// SST-2 with GLUE's header or, as many repositories carry it, <c>sentence TAB label</c> a line without one: then the first line ends
    /// in a label.
    /// </summary>
    public static Dataset Sst(string path, ReadOptions options)
    {
        if (HasHeader(path))
        {
            return Glue(path, options);
        }

        FixedColumns.Require(path, options, "a TSV without a header");
        return Read(SeparatedTable.WithoutHeader(path, '\t', "sentence", "label"), options, "sentence", "label", LabelSet.Sentiment);
    }

    /// <summary>
    /// Kaggle's "Tweet Sentiment Extraction" (2020): CSV with <c>textID,text,selected_text,sentiment</c>; the test file has no
    /// <c>selected_text</c>. The public training file has one tweet without text, which is left out and counted.
    /// </summary>
    public static Dataset Tweets(string path, ReadOptions options) =>
        Read(QuotedTable.Open(path), options, "text", "sentiment", LabelSet.TweetSentiment);

    /// <summary>
    /// IMDB as Kaggle's "IMDB Dataset.csv": header <c>review,sentiment</c>, quoted, labels "positive" and "negative".
    /// <c>&lt;br /&gt;</c> becomes a space.
    /// </summary>
    public static Dataset Reviews(string path, ReadOptions options) =>
        Read(QuotedTable.Open(path), options, "review", "sentiment", LabelSet.Sentiment, HtmlBreaks.Replace);

    /// <summary>
    /// Kaggle's "Emotions dataset for NLP" (CARER, Saravia et al. 2018): <c>text;label</c> a line, no header, six emotions. The label is
    /// what follows the last semicolon.
    /// </summary>
    public static Dataset Emotions(string path, ReadOptions options)
    {
        FixedColumns.Require(path, options, "a text;label file");
        return Read(SeparatedTable.SplitAtLast(path, ';', "text", "label"), options, "text", "label", LabelSet.Emotion);
    }

    /// <summary>True for the first line of an SST-2 file without a header.</summary>
    internal static bool EndsInLabel(ReadOnlySpan<byte> line) => line.EndsWith("\t0"u8) || line.EndsWith("\t1"u8);

    private static bool HasHeader(string path)
    {
        using Utf8File file = Utf8File.Open(path);
        return !EndsInLabel(Utf8Lines.Read(file.Content).FirstOrDefault().Bytes.Span);
    }

    private static Dataset Read(Table table, ReadOptions options, string text, string label, LabelSet labels, Func<string, string>? clean = null)
    {
        using (table)
        {
            return ClassifiedRows.Read(table, options, options.TextColumn ?? text, options.LabelColumn ?? label, options.Labels ?? labels, clean);
        }
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
