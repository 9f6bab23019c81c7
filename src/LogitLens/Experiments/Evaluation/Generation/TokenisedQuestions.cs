using System.Text.Json;
using LogitLens.Datasets;
using LogitLens.Datasets.Readers;
using LogitLens.Datasets.Tables;

namespace LogitLens.Experiments.Evaluation.Generation;

/// <summary>
/// Questions that are token ids already: JSON lines <c>{"ids": [464, 3807], "answer_ids": [318]}</c>. The ids are the whole prompt.
/// </summary>
internal static class TokenisedQuestions
{
    /// <summary>Whether a file's first row has token ids for its answer.</summary>
    public static bool Recognises(string path)
    {
        if (!path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        using JsonLinesTable table = JsonLinesTable.Open(path);
        foreach (JsonRow row in table.Rows().Cast<JsonRow>())
        {
            return row.HasArray("answer_ids");
        }

        return false;
    }

    /// <summary>Reads a file.</summary>
    /// <returns>The examples, and the answers' tokens by the examples' ids.</returns>
    /// <exception cref="InputException">A row has no ids, or one is no whole number from 0.</exception>
    public static (Dataset Dataset, IReadOnlyDictionary<string, int[]> Answers) Read(string path, ReadOptions options)
    {
        using JsonLinesTable table = JsonLinesTable.Open(path);
        RowReading reading = new(options);
        List<(Example Example, int[] Answer)> rows = reading.Read(table, (row, source) =>
        {
            Example example = new($"{options.Split}:{row.Number}", "", source) { TokenIds = Ids((JsonRow)row, "ids") };
            return (example, Ids((JsonRow)row, "answer_ids"));
        });
        DataOrigin origin = reading.Finish([table.Finish()], rows.Count);
        return (new Dataset(origin, [.. rows.Select(row => row.Example)], Labels: null), rows.ToDictionary(row => row.Example.Id, row => row.Answer));
    }

    private static int[] Ids(JsonRow row, string column)
    {
        JsonElement array = row.Element(column);
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() == 0)
        {
            throw new BadRowException(column, $"{JsonRow.Describe(array.ValueKind)} where a list of one or more token ids is expected");
        }

        return [.. array.EnumerateArray().Select(element => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int id) && id >= 0
            ? id
            : throw new BadRowException(column, $"{element.GetRawText()} where a token id, a whole number from 0, is expected"))];
    }
}
