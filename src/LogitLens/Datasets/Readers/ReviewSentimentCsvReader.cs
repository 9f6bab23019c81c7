using LogitLens.Datasets.Tables;

namespace LogitLens.Datasets.Readers;

/// <summary>
/// IMDB as Kaggle's "IMDB Dataset.csv": header <c>review,sentiment</c>, quoted, labels "positive" and "negative".
/// <c>&lt;br /&gt;</c> becomes a space.
/// </summary>
public static class ReviewSentimentCsvReader
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
