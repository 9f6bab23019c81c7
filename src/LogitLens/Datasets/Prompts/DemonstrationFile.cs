using LogitLens.Datasets.Readers;

namespace LogitLens.Datasets.Prompts;

/// <summary>
/// Demonstrations that the user wrote: .tsv, .csv or .jsonl, shown in the file's order. Columns are <c>text</c> and <c>label</c> for a
/// classification, <c>question</c> and <c>answer</c> for a task with exact answers.
/// </summary>
public static class DemonstrationFile
{
    /// <summary>The first <paramref name="shots"/> rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">The evaluated dataset's classes; null in a generation task.</param>
    /// <param name="shots">How many to take.</param>
    /// <exception cref="InputException">The file has fewer rows, a column is missing, or a row is bad.</exception>
    public static IReadOnlyList<Example> Read(string path, LabelSet? labels, int shots)
    {
        ReadOptions options = ReadOptions.ForFile(path);
        Dataset dataset = labels is null
            ? QuestionAnswerReader.Read(path, options)
            : ColumnFileReader.Read(path, options with { LabelColumn = "label", Labels = labels });
        return shots <= dataset.Examples.Count
            ? dataset.Examples.Take(shots).ToList()
            : throw new InputException($"{path}: {shots} demonstrations were asked for and the file has {dataset.Examples.Count}");
    }
}
