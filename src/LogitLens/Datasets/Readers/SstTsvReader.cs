using LogitLens.Datasets.Tables;

namespace LogitLens.Datasets.Readers;

/// <summary>SST-2 with or without GLUE's header, told apart by whether the first line ends in a label.</summary>
internal static class SstTsvReader
{
    /// <summary>Reads a file by <see cref="GlueTsvReader"/> or <see cref="HeaderlessTsvReader"/>.</summary>
    /// <exception cref="InputException">As those two.</exception>
    public static Dataset Read(string path, ReadOptions options) =>
        HasHeader(path) ? GlueTsvReader.Read(path, options) : HeaderlessTsvReader.Read(path, options);

    /// <summary>True for the first line of a file without a header.</summary>
    internal static bool EndsInLabel(ReadOnlySpan<byte> line) => line.EndsWith("\t0"u8) || line.EndsWith("\t1"u8);

    private static bool HasHeader(string path)
    {
        using Utf8File file = Utf8File.Open(path);
        return !EndsInLabel(Utf8Lines.Read(file.Content).FirstOrDefault().Bytes.Span);
    }
}

/// <summary>
/// GLUE's SST-2 (Wang et al. 2019): tab-separated, header <c>sentence label</c>, no quoting, labels 0 (negative) and 1 (positive).
/// The space that GLUE leaves after each sentence is trimmed.
/// </summary>
internal static class GlueTsvReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">A column is missing, as is the label in GLUE's test.tsv, or a row is bad.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        using SeparatedTable table = SeparatedTable.WithHeader(path, '\t');
        return ClassifiedRows.Read(
            table, options, options.TextColumn ?? "sentence", options.LabelColumn ?? "label", options.Labels ?? LabelSet.Sentiment);
    }
}

/// <summary>SST-2 as many repositories carry it: <c>sentence TAB label</c> a line, no header, no quoting, labels 0 and 1.</summary>
internal static class HeaderlessTsvReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">A row is bad.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        FixedColumns.Require(path, options, "a TSV without a header");
        using SeparatedTable table = SeparatedTable.WithoutHeader(path, '\t', "sentence", "label");
        return ClassifiedRows.Read(table, options, "sentence", "label", options.Labels ?? LabelSet.Sentiment);
    }
}
