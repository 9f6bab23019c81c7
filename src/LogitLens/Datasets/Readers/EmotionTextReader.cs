using LogitLens.Datasets.Tables;

namespace LogitLens.Datasets.Readers;

/// <summary>
/// Kaggle's "Emotions dataset for NLP" (CARER, Saravia et al. 2018): <c>text;label</c> a line, no header, six emotions. The label is
/// what follows the last semicolon.
/// </summary>
internal static class EmotionTextReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">A row is bad.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        FixedColumns.Require(path, options, "a text;label file");
        using SeparatedTable table = SeparatedTable.SplitAtLast(path, ';', "text", "label");
        return ClassifiedRows.Read(table, options, "text", "label", options.Labels ?? LabelSet.Emotion);
    }
}
