namespace TinyModel.Corpus.Sentences;

/// <summary>Writes plain sentences of which one thing is known: the subject's number, the verb's tense, how long they are.</summary>
/// <param name="random">What words are drawn by.</param>
internal sealed class GrammarWriter(SeededRandom random)
{
    private const double AdjectiveShare = 2.0 / 3;
    private const double AttractorShare = 5.0 / 6;
    private const double PlaceShare = 1.0 / 3;
    private const int MostClauses = 3;

    private static readonly RowFile s_words = RowFile.Open("grammar-words");
    private static readonly IReadOnlyList<string[]> s_nouns = s_words.Tuples("nouns"), s_places = s_words.Tuples("places");
    private static readonly IReadOnlyList<string> s_adjectives = s_words.Words("adjectives"), s_prepositions = s_words.Lines("prepositions");
    private static readonly IReadOnlyList<string> s_conjunctions = s_words.Words("conjunctions");
    private static readonly IReadOnlyList<string[]> s_verbs = [.. s_words.Lines("verbs").Select(row => row.Split(' ', 3))];

    /// <summary>The subjects, in the singular.</summary>
    public IReadOnlyList<string> Nouns { get; } = [.. s_nouns.Select(noun => noun[0])];

    /// <summary>The verbs, in the present.</summary>
    public IReadOnlyList<string> Verbs { get; } = [.. s_verbs.Select(verb => verb[0])];

    /// <summary>A sentence up to its verb; mostly another noun stands before it, whose number has nothing to do with the subject's.</summary>
    /// <param name="noun">The subject's place among the nouns.</param>
    /// <param name="isPlural">Its number.</param>
    public string Beginning(int noun, bool isPlural) =>
        $"The {Described(s_nouns[noun][isPlural ? 1 : 0])}" + (random.Chance(AttractorShare) ? " " + Place(random.Next(2)) : "");

    /// <summary>A sentence with a subject in the singular.</summary>
    /// <param name="verb">The verb's place among the verbs.</param>
    /// <param name="isPast">Its tense.</param>
    public string Sentence(int verb, bool isPast) =>
        $"The {Described(random.Pick(s_nouns)[0])}{(random.Chance(PlaceShare) ? " " + Place(0) : "")} {s_verbs[verb][isPast ? 1 : 0]} {s_verbs[verb][2]}.";

    /// <summary>A sentence of so many words.</summary>
    /// <param name="fewest">At least.</param>
    /// <param name="most">At most.</param>
    public string OfLength(int fewest, int most)
    {
        while (true)
        {
            string sentence = string.Join($" {random.Pick(s_conjunctions)} ", Enumerable.Range(0, random.Between(1, MostClauses)).Select(_ => Clause()));
            if (sentence.Split(' ').Length is int words && words >= fewest && words <= most)
            {
                return $"T{sentence[1..]}.";
            }
        }
    }

    private string Clause()
    {
        string[] verb = random.Pick(s_verbs);
        string places = string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => " " + Place(0)));
        return $"the {Described(random.Pick(s_nouns)[0])} {verb[1]} {verb[2]}{places}";
    }

    private string Described(string noun) => random.Chance(AdjectiveShare) ? $"{random.Pick(s_adjectives)} {noun}" : noun;

    private string Place(int number) => $"{random.Pick(s_prepositions)} the {random.Pick(s_places)[number]}";
}
