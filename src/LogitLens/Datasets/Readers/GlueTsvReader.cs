using LogitLens.Datasets.Tables;

namespace LogitLens.Datasets.Readers;

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
