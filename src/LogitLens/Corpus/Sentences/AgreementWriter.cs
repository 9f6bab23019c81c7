using LogitLens.Datasets;

namespace LogitLens.Corpus.Sentences;

/// <summary>Writes sentences in which another noun, as often as not of the other number, stands between subject and verb.</summary>
internal sealed class AgreementWriter(SeededRandom random)
{
    // Singular, plural.
    private static readonly string[][] Nouns = Pairs("""
        boy boys
        girl girls
        man men
        woman women
        child children
        teacher teachers
        doctor doctors
        farmer farmers
        friend friends
        brother brothers
        author authors
        actor actors
        neighbour neighbours
        dog dogs
        cat cats
        horse horses
        """);

    private static readonly string[][] Others = Pairs("""
        car cars
        house houses
        tree trees
        table tables
        door doors
        picture pictures
        shop shops
        bridge bridges
        book books
        box boxes
        boy boys
        girl girls
        teacher teachers
        woman women
        dog dogs
        """);

    // Singular, plural, and what may follow.
    private static readonly Verb[] Verbs =
    [
        .. Pairs("""
            walks walk
            smiles smile
            sleeps sleep
            sings sing
            waits wait
            runs run
            laughs laugh
            works work
            plays play
            """).Select(v => new Verb(v[0], v[1], ["", " in the garden", " every morning", " after lunch", " by the river"])),
        .. Pairs("""
            is are
            was were
            """).Select(v => new Verb(v[0], v[1], [" old", " young", " tall", " happy", " here", " late", " tired", " quiet", " famous"])),
        new("has", "have", [" a big house", " a good plan", " a new coat", " two brothers", " no time"]),
        new("knows", "know", [" the song", " the town", " the answer", " the way home", " my name"]),
        new("likes", "like", [" the town", " the song", " cold milk", " warm bread", " the sea"]),
    ];

    private static readonly string[][] Links = Pairs("""
        sees see
        likes like
        knows know
        follows follow
        helps help
        """);

    private static readonly string[] Prepositions = WordTable.Lines("""
        near
        behind
        beside
        next to
        across from
        in front of
        """);

    private static readonly string[] Adverbs = WordTable.Words("often always never sometimes usually");

    /// <summary>A sentence of a drawn pattern.</summary>
    public AgreementSentence Next() => Next(random.Pick(Enum.GetValues<AgreementPattern>()));

    /// <summary>A sentence of the given pattern.</summary>
    public AgreementSentence Next(AgreementPattern pattern)
    {
        int number = random.Next(2);
        int otherNumber = random.Next(2);
        string subject = "The " + random.Pick(Nouns)[number];
        string other = "the " + random.Pick(Others)[otherNumber];
        Verb verb = random.Pick(Verbs);
        string prefix = pattern switch
        {
            AgreementPattern.PrepositionalPhrase => $"{subject} {random.Pick(Prepositions)} {other}",
            AgreementPattern.RelativeClause => random.Chance(0.5)
                ? $"{subject} that the {random.Pick(Nouns)[otherNumber]} {random.Pick(Links)[otherNumber]}"
                : $"{subject} that {random.Pick(Links)[number]} {other}",
            _ => random.Chance(0.3) ? $"{subject} {random.Pick(Adverbs)}" : subject,
        };
        (string right, string wrong) = number == 0 ? (verb.Singular, verb.Plural) : (verb.Plural, verb.Singular);
        return new AgreementSentence(pattern, prefix, right, wrong, random.Pick(verb.Endings) + ".");
    }

    private static string[][] Pairs(string text) => [.. WordTable.Lines(text).Select(WordTable.Words)];

    private sealed record Verb(string Singular, string Plural, IReadOnlyList<string> Endings);
}
