using LogitLens.Datasets;

namespace TinyModel.Corpus.Sentences;

/// <summary>Writes sentences in which another noun, as often as not of the other number, stands between subject and verb.</summary>
internal sealed class AgreementWriter(SeededRandom random)
{
    private static readonly RowFile _rows = RowFile.Open("agreement-words");

    // Singular, plural.
    private static readonly IReadOnlyList<string[]> _nouns = _rows.Tuples("nouns");
    private static readonly IReadOnlyList<string[]> _others = _rows.Tuples("others");
    private static readonly IReadOnlyList<string[]> _links = _rows.Tuples("links");
    private static readonly IReadOnlyList<Verb> _verbs = [.. _rows.Lines("verbs").Select(Verb.Parse)];
    private static readonly IReadOnlyList<string> _prepositions = _rows.Lines("prepositions");
    private static readonly IReadOnlyList<string> _adverbs = _rows.Words("adverbs");

    /// <summary>A sentence of a drawn pattern.</summary>
    public AgreementSentence Next() => Next(random.Pick(Enum.GetValues<AgreementPattern>()));

    /// <summary>A sentence of the given pattern.</summary>
    public AgreementSentence Next(AgreementPattern pattern)
    {
        int number = random.Next(2);
        int otherNumber = random.Next(2);
        string subject = "The " + random.Pick(_nouns)[number];
        string other = "the " + random.Pick(_others)[otherNumber];
        Verb verb = random.Pick(_verbs);
        string prefix = pattern switch
        {
            AgreementPattern.PrepositionalPhrase => $"{subject} {random.Pick(_prepositions)} {other}",
            AgreementPattern.RelativeClause => random.Chance(0.5)
                ? $"{subject} that the {random.Pick(_nouns)[otherNumber]} {random.Pick(_links)[otherNumber]}"
                : $"{subject} that {random.Pick(_links)[number]} {other}",
            _ => random.Chance(0.3) ? $"{subject} {random.Pick(_adverbs)}" : subject,
        };
        (string right, string wrong) = number == 0 ? (verb.Singular, verb.Plural) : (verb.Plural, verb.Singular);
        return new AgreementSentence(pattern, prefix, right, wrong, random.Pick(verb.Endings) + ".");
    }

    private sealed record Verb(string Singular, string Plural, IReadOnlyList<string> Endings)
    {
        // "knows know | the song | the town"; an empty ending is no ending.
        public static Verb Parse(string row)
        {
            string[] parts = row.Split('|', StringSplitOptions.TrimEntries);
            string[] forms = parts[0].Split(' ');
            return new Verb(forms[0], forms[1], [.. parts.Skip(1).Select(ending => ending.Length == 0 ? "" : " " + ending)]);
        }
    }
}
