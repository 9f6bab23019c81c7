namespace LogitLens.Datasets;

/// <summary>
/// Pre-tokenised data: JSON lines <c>{"ids": [464, 3807], "label": 1}</c>. The ids are the whole prompt; its last position is where the
/// label is read. The label, a number from 0, may be absent from all rows. Of questions, <c>answer_ids</c> holds the answer's tokens.
/// </summary>
internal static class TokenIdsReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="options">The options; without <see cref="ReadOptions.Labels"/> the classes are 0 to the highest label.</param>
    /// <exception cref="InputException">A row has no ids, or no answer where questions are wanted, an id is no whole number from 0, or only some rows have
    /// labels.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        using JsonLinesTable table = JsonLinesTable.Open(path);
        string idsColumn = options.TextColumn ?? "ids";
        string labelColumn = options.LabelColumn ?? "label";
        bool? labelled = null;
        Dataset dataset = RowReading.Examples(table, options, (row, example) =>
        {
            int[] ids = Ids((JsonRow)row, idsColumn);
            int? label = Label((JsonRow)row, labelColumn, options.Labels);
            labelled ??= label is not null;
            if (labelled != label is not null)
            {
                throw new BadRowException(labelColumn, "some rows have a label and some have none; label all or none");
            }

            return example with { TokenIds = ids, AnswerIds = options.HasQuestions ? Ids((JsonRow)row, "answer_ids") : null, Label = label };
        });
        return labelled == true
            ? dataset with { Labels = options.Labels ?? Numbered(dataset.Examples.Max(example => example.Label!.Value) + 1) }
            : dataset;
    }

    /// <summary>True where the file's first row has token ids rather than a text.</summary>
    internal static bool Recognises(string path)
    {
        using JsonLinesTable table = JsonLinesTable.Open(path);
        return table.Rows().Take(1).Cast<JsonRow>().Any(row => row.HasArray("ids"));
    }

    private static LabelSet Numbered(int count) => new(Enumerable.Range(0, Math.Max(count, 2)).Select(label => label.ToString()).ToArray());

    private static int[] Ids(JsonRow row, string column)
    {
        JsonElement array = row.Element(column);
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw new BadRowException(column, $"{JsonRow.Describe(array.ValueKind)} where an array of token ids is expected");
        }

        int[] ids = array.EnumerateArray().Select((element, place) =>
            element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int id) && id >= 0
                ? id
                : throw new BadRowException(
                    column, $"element {place + 1} is {element.GetRawText()} where a token id, a whole number from 0, is expected"))
            .ToArray();
        return ids.Length > 0 ? ids : throw new BadRowException(column, "there are no token ids") { IsBlank = true };
    }

    private static int? Label(JsonRow row, string column, LabelSet? labels)
    {
        if (row.OptionalCell(column) is not string cell)
        {
            return null;
        }

        if (labels is not null)
        {
            return ClassifiedRows.ParseLabel(cell, column, labels);
        }

        return int.TryParse(cell, out int label) && label is >= 0 and < 1000
            ? label
            : throw new BadRowException(column, $"'{cell}' is no label; without label names a label is a number from 0 to 999");
    }
}
