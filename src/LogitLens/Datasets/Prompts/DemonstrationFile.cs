namespace LogitLens.Datasets;

/// <summary>
/// Demonstrations that the user wrote, shown in the file's order: in the format of the evaluated dataset, or .tsv, .csv or .jsonl with the
/// columns <c>text</c> and <c>label</c> for a classification, <c>question</c> and <c>answer</c> for a task with exact answers.
/// </summary>
public static class DemonstrationFile
{
    /// <summary>The first <paramref name="shots"/> rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="evaluated">The evaluated data, for its format and its columns.</param>
    /// <param name="labels">The evaluated dataset's classes; null in a generation task.</param>
    /// <param name="shots">How many to take.</param>
    /// <exception cref="InputException">The file has fewer rows, a column is missing, or a row is bad.</exception>
    public static IReadOnlyList<Example> Read(string path, DatasetRequest evaluated, LabelSet? labels, int shots)
    {
        ReadOptions options = ReadOptions.ForFile(path) with { Labels = labels };
        Dataset dataset = Reader(path, evaluated, labels)(path, options);
        return shots <= dataset.Examples.Count
            ? dataset.Examples.Take(shots).ToList()
            : throw new InputException($"{path}: {shots} demonstrations were asked for and the file has {dataset.Examples.Count}");
    }

    private static Func<string, ReadOptions, Dataset> Reader(string path, DatasetRequest evaluated, LabelSet? labels)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        bool hasColumns = ColumnFileReader.Endings.Contains(ending);
        (string Text, string Label) columns = (evaluated.TextColumn ?? "", evaluated.LabelColumn ?? "");
        (string Text, string Label) usual = labels is null ? ("question", "answer") : (ColumnFileReader.UsualText, ColumnFileReader.UsualLabel);
        Func<string, ReadOptions, Dataset>? own = DatasetCatalogue.Find(evaluated.Name)?.Files
            .FirstOrDefault(file => Path.GetExtension(file.Pattern) == ending)?.Read;
        return labels switch
        {
            null when own is not null && HasWorkedAnswers(path) => own,
            null => QuestionAnswerReader.Read,
            _ when hasColumns && ColumnFileReader.HasColumns(path, columns.Text, columns.Label) => WithColumns(columns.Text, columns.Label),
            _ when hasColumns && ColumnFileReader.HasColumns(path, usual.Text, usual.Label) => WithColumns(usual.Text, usual.Label),
            _ => own ?? KnownFormats.Recognise(path) ?? WithColumns(usual.Text, usual.Label),
        };
    }

    private static Func<string, ReadOptions, Dataset> WithColumns(string text, string label) =>
        (path, options) => ColumnFileReader.Read(path, options with { TextColumn = text, LabelColumn = label });

    // GSM8K's solutions end in a marked answer; a file of plain answers may stand beside them.
    private static bool HasWorkedAnswers(string path) => PlainTextReader.Read(path).Text.Contains(Gsm8kReader.Mark, StringComparison.Ordinal);
}
