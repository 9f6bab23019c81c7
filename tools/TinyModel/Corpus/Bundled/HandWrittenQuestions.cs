using TinyModel.Corpus.Questions;

namespace TinyModel.Corpus.Bundled;

/// <summary>Questions written by hand.</summary>
internal static class HandWrittenQuestions
{
    private static readonly RowFile s_rows = RowFile.Open("hand-written-questions");

    /// <summary>Questions of several steps.</summary>
    public static IReadOnlyList<Question> Multistep { get; } = Read("multistep");

    /// <summary>Syllogisms.</summary>
    public static IReadOnlyList<Question> Logic { get; } = Read("logic");

    /// <summary>Sums told as stories.</summary>
    public static IReadOnlyList<Question> WordProblems { get; } = Read("word problems");

    private static IReadOnlyList<Question> Read(string heading) =>
        [.. s_rows.Lines(heading).Select(row => row.Split(' ', 2)).Select(parts => new Question(Text: parts[1], Answer: parts[0]))];
}
