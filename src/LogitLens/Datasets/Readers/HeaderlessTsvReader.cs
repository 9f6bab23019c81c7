using LogitLens.Datasets.Tables;

namespace LogitLens.Datasets.Readers;

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
