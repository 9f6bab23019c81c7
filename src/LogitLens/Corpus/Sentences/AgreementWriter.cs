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

    private static readonly string[][] Verbs = Pairs("""
        walks walk
        smiles smile
        sleeps sleep
        sings sing
        waits wait
        runs run
        laughs laugh
        works work
        plays play
        is are
        was were
        has have
        knows know
        likes like
        sees see
        """);

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

    private static readonly string[] Afterwards = WordTable.Lines("""
        .
        in the garden.
        every morning.
        after lunch.
        by the river.
        """);

    private static readonly string[] States = WordTable.Words("old young tall happy here late tired quiet small famous");

    private static readonly string[] Objects = WordTable.Lines("""
        the song.
        the town.
        a big house.
        the way home.
        a good plan.
        """);

    /// <summary>A sentence of a drawn pattern.</summary>
    public AgreementSentence Next() => Next(random.Pick(Enum.GetValues<AgreementPattern>()));

    /// <summary>A sentence of the given pattern.</summary>
    public AgreementSentence Next(AgreementPattern pattern)
    {
        int number = random.Below(2);
        int otherNumber = random.Below(2);
        string subject = "The " + random.Pick(Nouns)[number];
        string other = "the " + random.Pick(Others)[otherNumber];
        string[] verb = random.Pick(Verbs);
        string prefix = pattern switch
        {
            AgreementPattern.PrepositionalPhrase => $"{subject} {random.Pick(Prepositions)} {other}",
            AgreementPattern.RelativeClause => random.Chance(0.5)
                ? $"{subject} that the {random.Pick(Nouns)[otherNumber]} {random.Pick(Links)[otherNumber]}"
                : $"{subject} that {random.Pick(Links)[number]} {other}",
            _ => random.Chance(0.3) ? $"{subject} {random.Pick(Adverbs)}" : subject,
        };
        return new AgreementSentence(pattern, prefix, verb[number], verb[1 - number], Rest(verb[0]));
    }

    private static string[][] Pairs(string text) => [.. WordTable.Lines(text).Select(WordTable.Words)];

    private string Rest(string singular) => singular switch
    {
        "is" or "was" => $" {random.Pick(States)}.",
        "has" or "knows" or "likes" or "sees" => $" {random.Pick(Objects)}",
        _ => random.Pick(Afterwards) is var after && after == "." ? after : $" {after}",
    };
}
