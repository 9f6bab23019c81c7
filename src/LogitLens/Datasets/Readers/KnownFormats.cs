namespace LogitLens.Datasets;

/// <summary>Tells the public formats by a file's first line, so that such a file needs neither a name nor columns.</summary>
internal static class KnownFormats
{
    /// <summary>The reader of a classification file in a public format; null where the first line is of none.</summary>
    public static Func<string, ReadOptions, Dataset>? Recognise(string path)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending is not (".tsv" or ".csv" or ".txt"))
        {
            return null;
        }

        using Utf8File file = Utf8File.Open(path);
        ReadOnlySpan<byte> line = Utf8Lines.Read(file.Content).FirstOrDefault().Bytes.Span;
        string first = Encoding.UTF8.GetString(line);
        return ending switch
        {
            ".tsv" when first == "sentence\tlabel" || LabelledTables.EndsInLabel(line) => LabelledTables.Sst,
            ".csv" when Columns(first) is ["review", "sentiment"] => LabelledTables.Reviews,
            ".csv" when Columns(first) is ["textID", "text", .., "sentiment"] => LabelledTables.Tweets,
            ".txt" when LabelSet.Emotion.Names.Any(name => first.EndsWith($";{name}", StringComparison.Ordinal)) => LabelledTables.Emotions,
            _ => null,
        };
    }

    private static string[] Columns(string header) => [.. header.Split(',').Select(name => name.Trim('"'))];
}
