namespace LogitLens.Datasets;

/// <summary>
/// GSM8K (Cobbe et al. 2021): JSON lines with <c>question</c> and <c>answer</c>, a worked solution that ends in <c>#### N</c>. The exact
/// answer is N without the commas between its digits, as the data set's own evaluation takes it.
/// </summary>
internal static class Gsm8kReader
{
    /// <summary>What stands before a solution's final answer.</summary>
    internal const string Mark = "#### ";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">A field is missing, or a solution has no final answer.</exception>
    public static Dataset Read(string path, ReadOptions options)
    {
        using JsonLinesTable table = JsonLinesTable.Open(path);
        return QuestionAnswerReader.Read(table, options, solution => FinalAnswer(solution, options.LabelColumn ?? "answer"));
    }

    private static string FinalAnswer(string solution, string column)
    {
        int mark = solution.LastIndexOf(Mark, StringComparison.Ordinal);
        string answer = mark < 0 ? "" : solution[(mark + Mark.Length)..].Replace(",", "", StringComparison.Ordinal).Trim();
        return answer.Length > 0 ? answer : throw new BadRowException(column, "no final answer; a solution ends in '#### N'");
    }
}
