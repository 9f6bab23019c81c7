using LogitLens.Corpus.Lexicons;
using LogitLens.Datasets;

namespace LogitLens.Corpus.Questions;

/// <summary>Asks syllogisms whose answer follows from the premises, "yes" as often as "no".</summary>
internal sealed class LogicWriter(SeededRandom random)
{
    // Kinds in chains: each is one of the next.
    private static readonly string[][] Chains =
    [
        ["cat", "mammal", "animal"],
        ["dog", "mammal", "animal"],
        ["horse", "mammal", "animal"],
        ["robin", "bird", "animal"],
        ["owl", "bird", "animal"],
        ["swan", "bird", "animal"],
        ["frog", "swimmer", "animal"],
        ["singer", "artist", "adult"],
        ["painter", "artist", "adult"],
        ["dancer", "artist", "adult"],
        ["nurse", "worker", "adult"],
        ["farmer", "worker", "adult"],
        ["driver", "worker", "adult"],
    ];

    private static readonly string[] Traits = WordTable.Words("happy tall quiet young brave calm fast strong kind busy");

    /// <summary>A question of a drawn answer.</summary>
    public Question Next() => Next(random.Chance(0.5));

    /// <summary>A question whose answer is yes or no as asked.</summary>
    public Question Next(bool yes)
    {
        string[] chain = random.Pick(Chains);
        string stranger = Stranger(chain);
        string name = random.Pick(People.Names);
        string trait = random.Pick(Traits);
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
            string kind = random.Pick(Chains)[0];
            if (kind != chain[0])
            {
                return kind;
            }
        }
    }
}
