namespace LogitLens.Datasets;

/// <summary>
/// BLiMP (Warstadt et al. 2020): JSON lines with <c>sentence_good</c> and <c>sentence_bad</c>; <c>UID</c>, <c>linguistics_term</c> and
/// the one-prefix fields are taken where they are there. Sentences are kept as they are.
/// </summary>
internal static class BlimpReader
{
    /// <summary>Reads one file or several, one paradigm after another.</summary>
    /// <exception cref="InputException">A sentence is missing or empty, or both are the same.</exception>
    public static MinimalPairSet Read(IReadOnlyList<string> paths, ReadOptions options)
    {
        FixedColumns.Require(paths[0], options, "BLiMP's format");
        RowReading reading = new(options);
        List<MinimalPair> pairs = new();
        List<DataFile> files = new();
        foreach (string path in paths)
        {
            using JsonLinesTable table = JsonLinesTable.Open(path);
            pairs.AddRange(reading.Read(table, (row, source) => Pair((JsonRow)row, source) with { Cluster = reading.ClusterOf(row) }));
            files.Add(table.Finish());
        }

        return new MinimalPairSet(reading.Finish(files, pairs.Count), pairs);
    }

    private static MinimalPair Pair(JsonRow row, RowSource source)
    {
        string good = row.Required("sentence_good");
        string bad = row.Required("sentence_bad");
        if (good == bad)
        {
            throw new BadRowException("sentence_bad", "the same as sentence_good, so there is nothing to tell apart");
        }

        string paradigm = row.OptionalCell("UID") ?? Path.GetFileNameWithoutExtension(source.File);
        string? prefix = row.OptionalCell("one_prefix_prefix");
        string? goodWord = row.OptionalCell("one_prefix_word_good");
        string? badWord = row.OptionalCell("one_prefix_word_bad");
        return new MinimalPair($"{paradigm}:{row.Number}", good, bad, paradigm, source)
        {
            Phenomenon = row.OptionalCell("linguistics_term"),
            OnePrefix = prefix is null || goodWord is null || badWord is null ? null : new CompetingWords(prefix, goodWord, badWord),
        };
    }
}
