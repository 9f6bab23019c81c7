using TinyModel.Corpus.Lexicons;

namespace TinyModel.Corpus.Questions;

/// <summary>Tells sums, differences and products of small numbers as stories.</summary>
internal sealed class WordProblemWriter(SeededRandom random)
{
    private static readonly RowFile s_rows = RowFile.Open("word-problem-words");
    private static readonly IReadOnlyList<string> s_things = s_rows.Words("things");
    private static readonly IReadOnlyList<string> s_holders = s_rows.Words("holders");

    /// <summary>A story problem about one or two people.</summary>
    public Question Next()
    {
        string[] names = random.PickDistinct(People.Names, 2);
        (string name, string friend) = (names[0], names[1]);
        string she = People.Pronoun(name);
        string things = random.Pick(s_things);
        string holders = random.Pick(s_holders);
        int a = random.Between(2, 12);
        int b = random.Between(2, 12);
        int less = random.Between(1, a - 1);
        int few = random.Between(2, 5);
        return random.Next(8) switch
        {
            0 => new($"{name} has {a} {things}. {she} buys {b} more. How many {things} does {name} have now?", $"{a + b}"),
            1 => new($"{name} has {a} {things} and {friend} has {b} {things}. How many {things} do they have together?", $"{a + b}"),
            2 => new($"{name} has {a} {things}. {friend} gives {name} {b} more. How many {things} does {name} have now?", $"{a + b}"),
            3 => new($"{name} has {a} {things}. {she} gives {less} to {friend}. How many {things} does {name} have left?", $"{a - less}"),
            4 => new($"{name} had {a} {things}. {she} lost {less} of them. How many {things} are left?", $"{a - less}"),
            5 => new($"There are {a} {things} on the table. {name} takes {less}. How many {things} are left?", $"{a - less}"),
            6 => new($"{name} has {few} {holders} with {a} {things} in each. How many {things} does {name} have?", $"{few * a}"),
            _ => new($"{name} buys {a} {things} every day. How many {things} does {name} buy in {few} days?", $"{a * few}"),
        };
    }
}
