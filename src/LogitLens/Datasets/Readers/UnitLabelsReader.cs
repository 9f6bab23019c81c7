namespace LogitLens.Datasets;

/// <summary>
/// Texts with a label for each word, JSON lines <c>{"words": ["the", "cat"], "labels": ["DET", "NOUN"]}</c>, or for each token id,
/// <c>{"ids": [464, 3797], "labels": [0, 1]}</c>. The classes are the different labels: in the order of their numbers where all are whole numbers, else in
/// the order of their characters.
/// </summary>
internal static class UnitLabelsReader
{
    private const string Words = "words";
    private const string Ids = "ids";
    private const string UsualLabels = "labels";

    /// <summary>Reads a file.</summary>
    /// <param name="options">The options; the columns are <c>words</c> or <c>ids</c>, and <c>labels</c>, where none is chosen.</param>
    /// <exception cref="InputException">A row has not as many labels as words or ids, or there is one class only.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        using JsonLinesTable table = JsonLinesTable.Open(path);
        string labelColumn = options.LabelColumn ?? UsualLabels;
        RowReading reading = new(options);
        List<(Example Example, string[] Labels)> rows = reading.Read(table, (row, source) =>
        {
            JsonRow json = (JsonRow)row;
            string unitColumn = options.TextColumn ?? (json.HasArray(Ids) ? Ids : Words);
            JsonElement[] units = Elements(json, unitColumn);
            string[] labels = [.. Elements(json, labelColumn).Select(element => Text(element, labelColumn))];
            if (labels.Length != units.Length)
            {
                throw new BadRowException(labelColumn, $"{labels.Length} labels for {units.Length} {unitColumn}; there must be one for each");
            }

            Example example = Array.TrueForAll(units, unit => unit.ValueKind == JsonValueKind.Number)
                ? new Example($"{options.Split}:{row.Number}", "", source) { TokenIds = [.. units.Select(unit => Id(unit, unitColumn))] }
                : new Example($"{options.Split}:{row.Number}", string.Join(' ', units.Select(unit => Word(unit, unitColumn))), source);
            return (example with { Cluster = reading.ClusterOf(row) }, labels);
        });
        DataOrigin origin = reading.Finish([table.Finish()], rows.Count);
        LabelSet classes = options.Labels ?? ColumnFileReader.Infer(path, labelColumn, rows.SelectMany(row => row.Labels));
        return new Dataset(
            origin,
            [.. rows.Select(row => row.Example with { UnitLabels = [.. row.Labels.Select(label => Parse(label, row.Example.Source, classes))] })],
            classes);
    }

    /// <summary>True where the file's first row has a list of labels.</summary>
    /// <param name="path">A file of JSON lines.</param>
    /// <param name="labelColumn">The field that was chosen for labels; null for the usual one.</param>
    internal static bool Recognises(string path, string? labelColumn)
    {
        using JsonLinesTable table = JsonLinesTable.Open(path);
        return table.Rows().Take(1).Cast<JsonRow>().Any(row => row.HasArray(labelColumn ?? UsualLabels));
    }

    private static int Parse(string label, RowSource source, LabelSet classes) => classes.TryParse(label, out int parsed) ? parsed
        : throw new InputException($"{source}: '{label}' is no label; the labels are {string.Join(", ", classes.Names)}");

    private static JsonElement[] Elements(JsonRow row, string column)
    {
        JsonElement array = row.Element(column);
        JsonElement[] all = array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray()]
            : throw new BadRowException(column, $"{JsonRow.Describe(array.ValueKind)} where a list is expected, a value for each word or token");
        return all.Length > 0 ? all : throw new BadRowException(column, "the list is empty") { IsBlank = true };
    }

    private static string Text(JsonElement element, string column) =>
        JsonRow.AsText(column, element).Trim() is { Length: > 0 } label ? label : throw new BadRowException(column, "a label is empty");

    private static int Id(JsonElement element, string column) => element.TryGetInt32(out int id) && id >= 0 ? id
        : throw new BadRowException(column, $"{element.GetRawText()} where a token id, a whole number from 0, is expected");

    private static string Word(JsonElement element, string column) =>
        element.ValueKind == JsonValueKind.String && JsonRow.AsText(column, element) is { Length: > 0 } word && !word.Any(char.IsWhiteSpace) ? word
            : throw new BadRowException(column, $"{element.GetRawText()} where a word without white space is expected");
}
