using TinyModel.Corpus.Lexicons;

namespace TinyModel.Corpus.Questions;

/// <summary>Asks syllogisms whose answer follows from the premises, "yes" as often as "no".</summary>
internal sealed class LogicWriter(SeededRandom random)
{
    private static readonly RowFile s_rows = RowFile.Open("logic-words");

    // Each kind is one of the next.
    private static readonly IReadOnlyList<string[]> s_chains = s_rows.Tuples("chains");
    private static readonly IReadOnlyList<string> s_traits = s_rows.Words("traits");

    /// <summary>A question of a drawn answer.</summary>
    public Question Next() => Next(random.Chance(0.5));

    /// <summary>A question whose answer is yes or no as asked.</summary>
    public Question Next(bool yes)
    {
        string[] chain = random.Pick(s_chains);
        string stranger = Stranger(chain);
        string name = random.Pick(People.Names);
        string trait = random.Pick(s_traits);
        (string a, string b, string c) = (chain[0], chain[1], chain[2]);
        string text = (yes, random.Next(4)) switch
        {
            (true, 0) => $"{All(a, b)} {Is(name, a)} {Asks(name, b)}",
            (true, 1) => $"{All(a, b)} {All(b, c)} {Is(name, a)} {Asks(name, c)}",
            (true, 2) => $"{None(a, stranger)} {All(a, b)} {Is(name, a)} {Asks(name, b)}",
            (true, _) => $"All {a}s are {trait}. {Is(name, a)} Is {name} {trait}?",
            (false, 0) => $"{None(a, stranger)} {Is(name, a)} {Asks(name, stranger)}",
            (false, 1) => $"{All(a, b)} {None(b, stranger)} {Is(name, a)} {Asks(name, stranger)}",
            (false, 2) => $"{All(a, b)} {name} is not {Template.WithArticle(b)}. {Asks(name, a)}",
            (false, _) => $"No {a}s are {trait}. {Is(name, a)} Is {name} {trait}?",
        };
        return new Question(text, yes ? "yes" : "no");
    }

    private static string All(string some, string kind) => $"All {some}s are {kind}s.";

    private static string None(string some, string kind) => $"No {some}s are {kind}s.";

    private static string Is(string name, string kind) => $"{name} is {Template.WithArticle(kind)}.";

    private static string Asks(string name, string kind) => $"Is {name} {Template.WithArticle(kind)}?";

    private string Stranger(string[] chain)
    {
        while (true)
        {
            string kind = random.Pick(s_chains)[0];
            if (kind != chain[0])
            {
                return kind;
            }
        }
    }
}
