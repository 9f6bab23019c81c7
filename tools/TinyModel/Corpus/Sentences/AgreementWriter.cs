namespace TinyModel.Corpus.Sentences;

/// <summary>Writes sentences in which another noun, as often as not of the other number, stands between subject and verb.</summary>
internal sealed class AgreementWriter(SeededRandom random)
{
    private static readonly RowFile s_rows = RowFile.Open("agreement-words");

    // Singular, plural.
    private static readonly IReadOnlyList<string[]> s_nouns = s_rows.Tuples("nouns");
    private static readonly IReadOnlyList<string[]> s_others = s_rows.Tuples("others");
    private static readonly IReadOnlyList<string[]> s_links = s_rows.Tuples("links");
    private static readonly IReadOnlyList<Verb> s_verbs = [.. s_rows.Lines("verbs").Select(Verb.Parse)];
    private static readonly IReadOnlyList<string> s_prepositions = s_rows.Lines("prepositions");
    private static readonly IReadOnlyList<string> s_adverbs = s_rows.Words("adverbs");

    /// <summary>A sentence of a drawn pattern.</summary>
    public AgreementSentence Next() => Next(random.Pick(Enum.GetValues<AgreementPattern>()));

    /// <summary>A sentence of the given pattern.</summary>
    public AgreementSentence Next(AgreementPattern pattern)
    {
        int number = random.Next(2);
        int otherNumber = random.Next(2);
        string subject = "The " + random.Pick(s_nouns)[number];
        string other = "the " + random.Pick(s_others)[otherNumber];
        Verb verb = random.Pick(s_verbs);
        string prefix = pattern switch
        {
            AgreementPattern.PrepositionalPhrase => $"{subject} {random.Pick(s_prepositions)} {other}",
            AgreementPattern.RelativeClause => random.Chance(0.5)
                ? $"{subject} that the {random.Pick(s_nouns)[otherNumber]} {random.Pick(s_links)[otherNumber]}"
                : $"{subject} that {random.Pick(s_links)[number]} {other}",
            _ => random.Chance(0.3) ? $"{subject} {random.Pick(s_adverbs)}" : subject,
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
