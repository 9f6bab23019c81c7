using LogitLens.Datasets;
using LogitLens.Options;

namespace LogitLens.Experiments;

/// <summary>Finds what a dataset is made for, where the user does not say.</summary>
internal static class TaskOfData
{
    /// <summary>The catalogue's task for a name of its own; for a file, what its ending and the columns of its first row tell.</summary>
    /// <exception cref="InputException">There is no such dataset or file.</exception>
    public static TaskKind Find(DataOptions data)
    {
        if (DatasetCatalogue.Find(data.Dataset) is { } entry)
        {
            return entry.Task;
        }

        if (data.Dataset == DataSource.BundledText)
        {
            return TaskKind.Perplexity;
        }

        if (!File.Exists(data.Dataset))
        {
            throw new InputException(
                $"no dataset '{data.Dataset}': neither a file nor one of {string.Join(", ", DatasetCatalogue.Entries.Select(e => e.Name))}");
        }

        if (KnownFormats.Recognise(data.Dataset) is not null)
        {
            return TaskKind.Classification;
        }

        return Path.GetExtension(data.Dataset).ToLowerInvariant() is ".txt" or ".text" or ".md" ? TaskKind.Perplexity : OfColumns(data.Dataset);
    }

    /// <summary>The name that <see cref="Fact"/> goes by in the conditions of options.</summary>
    public const string FactName = "task";

    /// <summary>What a dataset is made for, as the conditions of options have it; null where there is no such dataset.</summary>
    public static OptionFact? Fact(DataOptions data)
    {
        try
        {
            string task = JsonNamingPolicy.KebabCaseLower.ConvertName(Find(data).ToString());
            return new OptionFact(task, $"{ShownName.Of(data.Dataset)} is made for {task}");
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static TaskKind OfColumns(string path)
    {
        using Table table = ColumnFileReader.Open(path);
        Func<string, bool>? has = table is HeaderedTable headed ? headed.Columns.Contains : FieldsOfFirstRow((JsonLinesTable)table);
        return has?.Invoke("sentence_good") == true ? TaskKind.MinimalPairs
            : has?.Invoke("question") == true || has?.Invoke("answer_ids") == true ? TaskKind.Generation
            : TaskKind.Classification;
    }

    // Null where the first row is not one: the reader will say what is wrong with it.
    private static Func<string, bool>? FieldsOfFirstRow(JsonLinesTable table)
    {
        try
        {
            foreach (JsonRow row in table.Rows().Cast<JsonRow>())
            {
                row.Check();
                string[] known = ["sentence_good", "question", "answer_ids"];
                return known.Where(name => row.HasArray(name) || row.OptionalCell(name) is not null).ToHashSet().Contains;
            }
        }
        catch (BadRowException)
        {
            return null;
        }

        return null;
    }
}
