namespace LogitLens.Datasets;

/// <summary>
/// Questions with exact answers, as CSV, TSV or JSON lines with <c>question</c> and <c>answer</c>; other columns are ignored.
/// </summary>
internal static class QuestionAnswerReader
{
    /// <summary>Reads a file. The text and label columns, where chosen, stand for <c>question</c> and <c>answer</c>.</summary>
    /// <exception cref="InputException">A column is missing or a row is bad.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        using Table table = ColumnFileReader.Open(path);
        return Read(table, options, answer => answer);
    }

    /// <summary>Reads a table; <paramref name="answerOf"/> takes the exact answer out of the answer column's text.</summary>
    internal static Dataset Read(Table table, ReadOptions options, Func<string, string> answerOf)
    {
        string questionColumn = options.TextColumn ?? "question";
        string answerColumn = options.LabelColumn ?? "answer";
        table.Require(questionColumn);
        table.Require(answerColumn);
        return RowReading.Examples(
            table, options, (row, example) => example with { Answer = answerOf(row.Required(answerColumn)), Text = row.Text(questionColumn) });
    }
}
