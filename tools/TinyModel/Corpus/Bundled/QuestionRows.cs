using System.Text.Json.Nodes;
using TinyModel.Corpus.Questions;

namespace TinyModel.Corpus.Bundled;

/// <summary>The question sets, JSON lines of id, question, answer.</summary>
internal static class QuestionRows
{
    private static readonly char[] s_operations = ['+', '-', '*'];
    private static readonly int[] s_largest = [20, 20, 99, 999];

    /// <summary>Sums, differences and products; half of them small, a quarter up to 99, a quarter up to 999.</summary>
    public static string Arithmetic()
    {
        ArithmeticWriter writer = new(HeldOutRows.Random("arithmetic"));
        return Format("arithmetic", Drawn(48, i => writer.Next(s_operations[i % 3], s_largest[i / 3 % 4])));
    }

    /// <summary>Sums of numbers up to 20 in many wordings.</summary>
    public static string Sums()
    {
        SumWriter writer = new(HeldOutRows.Random("sums"));
        return Format("sum", Drawn(300, _ => writer.Next()));
    }

    /// <summary>Questions of two operations.</summary>
    public static string Multistep()
    {
        MultistepWriter writer = new(HeldOutRows.Random("multistep"));
        return Format("multistep", [.. Drawn(18, _ => writer.Next()), .. HandWrittenQuestions.Multistep]);
    }

    /// <summary>Syllogisms, half of them answered yes.</summary>
    public static string Logic()
    {
        LogicWriter writer = new(HeldOutRows.Random("logic"));
        return Format("logic", [.. Drawn(18, i => writer.Next(yes: i % 2 == 0)), .. HandWrittenQuestions.Logic]);
    }

    /// <summary>Sums told as stories.</summary>
    public static string WordProblems()
    {
        WordProblemWriter writer = new(HeldOutRows.Random("word-problems"));
        return Format("word-problem", [.. Drawn(18, _ => writer.Next()), .. HandWrittenQuestions.WordProblems]);
    }

    private static List<Question> Drawn(int count, Func<int, Question> next) => HeldOutRows.Draw(count, next, q => q.Text);

    private static string Format(string name, IReadOnlyList<Question> questions) => JsonLines.Of(questions.Select((q, i) => new JsonObject
    {
        ["id"] = $"{name}-{i + 1:00}",
        ["question"] = q.Text,
        ["answer"] = q.Answer,
    }));
}
