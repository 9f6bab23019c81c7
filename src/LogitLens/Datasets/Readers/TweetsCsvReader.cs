using LogitLens.Datasets.Tables;

namespace LogitLens.Datasets.Readers;

/// <summary>
/// Kaggle's "Tweet Sentiment Extraction" (2020): CSV with <c>textID,text,selected_text,sentiment</c>; the test file has no
/// <c>selected_text</c>. The public training file has one tweet without text, which is left out and counted.
/// </summary>
internal static class TweetsCsvReader
{
    /// <summary>Reads a file; the text column may be <c>selected_text</c>.</summary>
    /// <exception cref="InputException">A column is missing or a row is bad.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        using CsvTable table = CsvTable.Open(path);
        return ClassifiedRows.Read(
            table, options, options.TextColumn ?? "text", options.LabelColumn ?? "sentiment", options.Labels ?? LabelSet.TweetSentiment);
    }
}
