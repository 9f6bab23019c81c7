namespace LogitLens.Datasets;

/// <summary>
/// The number-agreement tasks of Lakretz et al. 2019: tab-separated, no header; a sentence that ends at the verb, its nouns' numbers (the subject's first),
/// <c>correct</c> or <c>wrong</c> verb, pair. The verb gives the answer away and is left out; the text is what stands before it, each text once.
/// </summary>
internal static class NumberAgreementReader
{
    /// <summary>Reads a file; texts with one subject belong together, in the singular or the plural.</summary>
    /// <exception cref="InputException">A row is bad.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        FixedColumns.Require(path, options, "a number-agreement file");
        using SeparatedTable table = SeparatedTable.WithoutHeader(path, '\t', "sentence", "number", "verb", "pair");
        LabelSet labels = options.Labels ?? LabelSet.Number;
        RowReading reading = new(options);
        List<Example> examples = reading.Read(table, (row, source) =>
        {
            string[] words = row.Text("sentence").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int label = ClassifiedRows.ParseLabel(row.Required("number").Split('_')[0], "number", labels);
            return words.Length < 3
                ? throw new BadRowException("sentence", $"'{row.Text("sentence")}' is too short for a subject and a verb")
                : new Example($"{options.Split}:{row.Number}", string.Join(' ', words[..^1]), source) { Label = label, Cluster = Stem(words[1]) };
        });
        List<Example> once = [.. examples.DistinctBy(example => example.Text, StringComparer.Ordinal)];
        return new Dataset(reading.Finish([table.Finish()], examples.Count), once, labels);
    }

    // Enough for the nouns of these files, whose irregular plurals differ in their last three letters at most.
    private static string Stem(string noun) => noun.Length > 4 && noun.EndsWith('s') ? noun[..^1] : noun;
}
